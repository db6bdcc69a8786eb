package dev.srlstream.golden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Picks a text out of a golden archive without the reader under test. */
final class Archive {
    private static final int BLOCK = 512;
    private static final int SIZE_FIELD = 124;

    private Archive() {}

    static String member(Path archive, String suffix) {
        try (InputStream tar = new GZIPInputStream(Files.newInputStream(archive))) {
            while (true) {
                byte[] header = tar.readNBytes(BLOCK);
                if (header.length < BLOCK || header[0] == 0) {
                    throw new IOException(archive + " has no member " + suffix);
                }
                int size = Integer.parseInt(field(header, SIZE_FIELD), 8);
                if (field(header, 0).endsWith(suffix)) {
                    return new String(tar.readNBytes(size), StandardCharsets.UTF_8);
                }
                tar.skipNBytes((size + BLOCK - 1) / BLOCK * (long) BLOCK);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String field(byte[] header, int offset) {
        int end = offset;
        while (header[end] != 0 && header[end] != ' ') {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.US_ASCII);
    }
}
