package dev.srlstream.checkpoint;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Stops a tar archive whose heads of members are too long: names and attributes are read into memory whole, whatever their
 * length. Owned by one thread; closes the stream.
 */
final class BoundedHeads extends FilterInputStream {
    /** Paths have at most some kilobytes; extended attributes have been seen with some more. */
    private static final long MAX_HEAD_BYTES = 1 << 20;

    private long left = Long.MAX_VALUE;

    BoundedHeads(InputStream in) {
        super(in);
    }

    /** What is read from now on belongs to the head of a member. */
    void headBegins() {
        left = MAX_HEAD_BYTES;
    }

    /** What is read from now on is the content of a member, of any length. */
    void headEnds() {
        left = Long.MAX_VALUE;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        left -= Math.max(0, read);
        if (left < 0) {
            throw new IOException("the name and attributes of a member take more than " + MAX_HEAD_BYTES + " bytes");
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
