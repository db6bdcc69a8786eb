package dev.srlstream.checkpoint;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops a stream that inflates beyond all reason. Owned by one thread; closes the stream. */
final class BoundedInflation extends FilterInputStream {
    /** Trained weights hardly compress at all, text about four times. */
    private static final int MAX_RATIO = 100;

    private static final long ALWAYS_ALLOWED = 16 << 20;

    private final HashingInput compressed;
    private long inflated;

    /** @param compressed counts what {@code in} reads */
    BoundedInflation(InputStream in, HashingInput compressed) {
        super(in);
        this.compressed = compressed;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        inflated += Math.max(0, read);
        if (inflated > ALWAYS_ALLOWED + MAX_RATIO * compressed.count()) {
            throw new IOException("it inflates to more than " + MAX_RATIO + " times its size");
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return readNBytes((int) Math.max(0, Math.min(bytes, 1 << 16))).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
