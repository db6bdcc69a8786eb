package dev.srlstream.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream all of whose bytes pass under one pair of eyes, however they are read or skipped. Owned by one thread; closes the stream. */
public abstract class WatchedInput extends FilterInputStream {
    private static final int PIECE_BYTES = 1 << 16;

    public WatchedInput(InputStream in) {
        super(in);
    }

    /**
     * Sees what has just been read.
     *
     * @throws IOException to refuse it
     */
    public abstract void passed(byte[] bytes, int offset, int length) throws IOException;

    /** Reads to the end, in pieces larger than {@link #transferTo}'s. */
    public final void drain() throws IOException {
        var piece = new byte[PIECE_BYTES];
        int read;
        do {
            read = read(piece);
        } while (read >= 0);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        if (read > 0) {
            passed(bytes, offset, read);
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return readNBytes((int) Math.max(0, Math.min(bytes, PIECE_BYTES))).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
