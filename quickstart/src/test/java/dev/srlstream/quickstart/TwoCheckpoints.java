package dev.srlstream.quickstart;

import dev.srlstream.weights.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The bundled checkpoint, and another: the same model in other bytes, so that nothing but its SHA-256 tells them apart. */
record TwoCheckpoints(Path bundled, Path other) {
    /** @param folder takes the other one */
    static TwoCheckpoints make(Path folder) throws IOException {
        Path bundled = QuickstartFiles.locate().checkpoint();
        Path other = folder.resolve("other.tar.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(bundled));
                OutputStream out = new GZIPOutputStream(Files.newOutputStream(other))) {
            in.transferTo(out);
        }
        return new TwoCheckpoints(bundled, other);
    }

    static String sha256(Path checkpoint) throws IOException {
        return Sha256.of(checkpoint);
    }
}
