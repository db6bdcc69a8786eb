package dev.srlstream.conll;

import dev.srlstream.archive.GzipMembers;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The content of a gzip file, whose damage is told as what it is. Owned by one thread. */
public final class Unpacked extends FilterInputStream {
    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;

    private Unpacked(InputStream content) {
        super(content);
    }

    /** The stream itself where it is not compressed. */
    public static InputStream of(InputStream stream) throws IOException {
        InputStream buffered = new BufferedInputStream(stream);
        buffered.mark(2);
        boolean compressed = buffered.read() == FIRST && buffered.read() == SECOND;
        buffered.reset();
        try {
            return compressed ? new Unpacked(new GzipMembers(buffered)) : buffered;
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private static IOException damaged(IOException cause) {
        return new IOException(
                "The file is compressed with gzip and damaged or cut short; copy it again, or check it with gzip -t.",
                cause);
    }
}
