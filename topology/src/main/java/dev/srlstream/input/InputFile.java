package dev.srlstream.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a user named to be read. */
public final class InputFile {
    private InputFile() {}

    /**
     * Opens it; the caller closes the stream.
     *
     * @throws IOException when it is not there or cannot be read; a folder is told here, where its name is known
     */
    public static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder; name a file.");
        }
        return Files.newInputStream(file);
    }
}
