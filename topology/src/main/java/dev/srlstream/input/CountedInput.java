package dev.srlstream.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that have been read. Owned by one thread, read by any. */
public final class CountedInput extends FilterInputStream {
    private volatile long count;

    public CountedInput(InputStream stream) {
        super(stream);
    }

    /** In bytes. */
    public long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        add(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        add(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        add(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
    private void add(long bytes) {
        count += bytes;
    }
}
