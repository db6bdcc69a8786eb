package dev.srlstream.fuzz;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where one process keeps the file it is reading; gone when the process ends. */
final class Workplace {
    private static final @Nullable RandomAccessFile PROCESS_IO = processIo();
    private static final byte[] BUFFER = new byte[1024];
    private static final String WRITTEN = "wchar: ";

    private static final Path FOLDER = create();

    /** The file that is read. */
    static final Path FILE = FOLDER.resolve("weights.th");

    /** A model directory that is read. */
    static final Path MODEL = FOLDER.resolve("model");

    /** What readers may write into. */
    static final Path SCRATCH = FOLDER.resolve("scratch");

    private Workplace() {}

    /** Bytes that this process has written so far; 0 where the system does not tell. */
    static long written() throws IOException {
        if (PROCESS_IO == null) {
            return 0;
        }
        PROCESS_IO.seek(0);
        int length = Math.max(0, PROCESS_IO.read(BUFFER));
        String counters = new String(BUFFER, 0, length, StandardCharsets.US_ASCII);
        int at = counters.indexOf(WRITTEN) + WRITTEN.length();
        return Long.parseLong(counters.substring(at, counters.indexOf('\n', at)));
    }

    private static @Nullable RandomAccessFile processIo() {
        try {
            return new RandomAccessFile("/proc/self/io", "r");
        } catch (IOException e) {
            return null;
        }
    }

    private static Path create() {
        try {
            Path folder = Files.createTempDirectory("srl-fuzz-");
            Files.createDirectories(folder.resolve("scratch"));
            Files.createDirectories(folder.resolve("model/vocabulary"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
