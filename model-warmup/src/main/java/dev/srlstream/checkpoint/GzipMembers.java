package dev.srlstream.checkpoint;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The content of a gzip file, member by member. Java's own {@link GZIPInputStream} calls itself for every empty member and
 * runs out of stack in a file of some thousands. What follows the last member is ignored, as there. Owned by one thread.
 */
final class GzipMembers extends InputStream {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAGIC_BYTES = 2;

    private final BufferedInputStream file;
    private @Nullable InputStream member;

    /** @param file not closed by this stream */
    GzipMembers(InputStream file) throws IOException {
        this.file = new BufferedInputStream(file, BUFFER_BYTES);
        this.member = open();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (member != null) {
            int read = member.read(bytes, offset, length);
            if (read >= 0) {
                return read;
            }
            member = isAnother() ? open() : null;
        }
        return -1;
    }

    private InputStream open() throws IOException {
        return new GzipCompressorInputStream(file);
    }

    private boolean isAnother() throws IOException {
        file.mark(MAGIC_BYTES);
        boolean another = file.read() == 0x1f && file.read() == 0x8b;
        file.reset();
        return another;
    }
}
