package dev.srlstream.cli.options;

import dev.srlstream.input.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where sentences are read from. */
public final class InputOption {
    @Option(names = "--in", paramLabel = "FILE", description = "Read from a file (default: stdin).")
    private @Nullable Path in;

    /** The file; {@code /dev/stdin} for none. */
    public Path path() {
        return in == null ? Path.of("/dev/stdin") : in;
    }

    /** In bytes; empty where it is not known before the end. */
    public Optional<Long> size() throws IOException {
        return in == null || !Files.isRegularFile(in) ? Optional.empty() : Optional.of(Files.size(in));
    }

    /** @param stdin read where no file is named */
    public InputStream open(InputStream stdin) throws IOException {
        return in == null ? stdin : InputFile.open(in);
    }
}
