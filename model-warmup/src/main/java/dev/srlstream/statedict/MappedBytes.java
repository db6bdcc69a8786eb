package dev.srlstream.statedict;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/**
 * A stretch of a file, mapped into memory read-only. Immutable and safe for any thread. The mapping
 * outlives the channel it was made from and goes with garbage collection: a deleted file's space is freed only then.
 */
public final class MappedBytes {
    /** One buffer holds at most 2 GiB; pieces of a power of two never cut an element in two. */
    private static final int PIECE_BITS = 30;

    private static final long PIECE = 1L << PIECE_BITS;

    private final ByteBuffer[] pieces;
    private final long length;
    private final ByteOrder order;

    private MappedBytes(ByteBuffer[] pieces, long length, ByteOrder order) {
        this.pieces = pieces;
        this.length = length;
        this.order = order;
    }

    /**
     * Maps bytes {@code [position, position + length)}, which must lie within the file, as little-endian ones.
     *
     * @throws IOException when the platform cannot map them
     */
    public static MappedBytes map(FileChannel channel, long position, long length) throws IOException {
        var pieces = new ByteBuffer[Math.toIntExact((length + PIECE - 1) >> PIECE_BITS)];
        for (int i = 0; i < pieces.length; i++) {
            long start = (long) i << PIECE_BITS;
            pieces[i] = channel.map(MapMode.READ_ONLY, position + start, Math.min(PIECE, length - start))
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
        return new MappedBytes(pieces, length, ByteOrder.LITTLE_ENDIAN);
    }

    /** The same bytes as a machine of this byte order wrote them: its elements are read accordingly. */
    public MappedBytes in(ByteOrder written) {
        var reordered = new ByteBuffer[pieces.length];
        for (int i = 0; i < pieces.length; i++) {
            reordered[i] = pieces[i].duplicate().order(written);
        }
        return new MappedBytes(reordered, length, written);
    }

    ByteOrder order() {
        return order;
    }

    /** Number of bytes. */
    public long length() {
        return length;
    }

    /**
     * A little-endian view of up to {@code atMost} bytes from {@code offset} on; shorter where the bytes or a piece of the mapping end,
     * never empty before the end.
     */
    public ByteBuffer slice(long offset, int atMost) {
        if (offset == length) {
            return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
        }
        ByteBuffer piece = piece(offset);
        int begin = within(offset);
        return piece.slice(begin, Math.min(atMost, piece.limit() - begin)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Like {@link #slice}, as a copy. What leaves Java code, to be inflated or summed up, must be one: where a file was cut
     * short while it is mapped, Java code gets an error, other code ends the process.
     */
    public byte[] copy(long offset, int atMost) {
        ByteBuffer slice = slice(offset, atMost);
        var copy = new byte[slice.remaining()];
        slice.get(copy);
        return copy;
    }

    byte getByte(long offset) {
        return piece(offset).get(within(offset));
    }

    short getShort(long offset) {
        return piece(offset).getShort(within(offset));
    }

    int getInt(long offset) {
        return piece(offset).getInt(within(offset));
    }

    long getLong(long offset) {
        return piece(offset).getLong(within(offset));
    }

    private ByteBuffer piece(long offset) {
        return pieces[(int) (offset >> PIECE_BITS)];
    }

    private static int within(long offset) {
        return (int) (offset & (PIECE - 1));
    }
}
