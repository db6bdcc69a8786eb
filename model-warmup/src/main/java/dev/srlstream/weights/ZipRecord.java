package dev.srlstream.weights;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A record as the central directory of a zip file describes it.
 *
 * @param flags general purpose flags
 * @param method compression method, 0 for none
 * @param stored bytes in the file
 * @param size bytes without compression
 * @param headerAt position in the file of its local header
 */
record ZipRecord(String name, int flags, int method, long crc, long stored, long size, long headerAt) {
    private static final int SIGNATURE = 0x02014b50;
    private static final int FIXED_BYTES = 46;
    /** Encrypted, a patch, strongly encrypted, with masked headers. */
    private static final int UNREADABLE = 1 | 1 << 5 | 1 << 6 | 1 << 13;

    private static final int DEFLATED = 8;
    private static final int ZIP64_FIELD = 1;
    private static final long IN_ZIP64_FIELD = 0xffffffffL;

    /** Whether the bytes are there as such or deflated. */
    boolean isReadable() {
        return (flags & UNREADABLE) == 0 && (method == 0 || isDeflated());
    }

    boolean isDeflated() {
        return method == DEFLATED;
    }

    /** Reads the next record and moves on behind it; null when there is no whole record. */
    static @Nullable ZipRecord read(ByteBuffer directory) {
        int at = directory.position();
        if (directory.remaining() < FIXED_BYTES || directory.getInt(at) != SIGNATURE) {
            return null;
        }
        int nameBytes = Short.toUnsignedInt(directory.getShort(at + 28));
        int extraBytes = Short.toUnsignedInt(directory.getShort(at + 30));
        int commentBytes = Short.toUnsignedInt(directory.getShort(at + 32));
        if (directory.remaining() < FIXED_BYTES + nameBytes + extraBytes + commentBytes) {
            return null;
        }
        long stored = Integer.toUnsignedLong(directory.getInt(at + 20));
        long size = Integer.toUnsignedLong(directory.getInt(at + 24));
        long headerAt = Integer.toUnsignedLong(directory.getInt(at + 42));
        int nameAt = at + FIXED_BYTES;
        ByteBuffer zip64 = zip64Field(directory, nameAt + nameBytes, nameAt + nameBytes + extraBytes);
        int wanted = (size == IN_ZIP64_FIELD ? 8 : 0)
                + (stored == IN_ZIP64_FIELD ? 8 : 0)
                + (headerAt == IN_ZIP64_FIELD ? 8 : 0);
        if (zip64.remaining() < wanted) {
            return null;
        }
        // The field holds only those numbers that did not fit, in this order.
        size = size == IN_ZIP64_FIELD ? zip64.getLong() : size;
        stored = stored == IN_ZIP64_FIELD ? zip64.getLong() : stored;
        headerAt = headerAt == IN_ZIP64_FIELD ? zip64.getLong() : headerAt;
        int method = Short.toUnsignedInt(directory.getShort(at + 10));
        if (size < 0 || stored < 0 || headerAt < 0 || (method == 0 && stored != size)) {
            return null;
        }
        var entry = new ZipRecord(
                StandardCharsets.UTF_8
                        .decode(directory.slice(nameAt, nameBytes))
                        .toString(),
                Short.toUnsignedInt(directory.getShort(at + 8)),
                method,
                Integer.toUnsignedLong(directory.getInt(at + 16)),
                stored,
                size,
                headerAt);
        directory.position(nameAt + nameBytes + extraBytes + commentBytes);
        return entry;
    }

    private static ByteBuffer zip64Field(ByteBuffer directory, int from, int to) {
        for (int at = from; at + 4 <= to; ) {
            int bytes = Short.toUnsignedInt(directory.getShort(at + 2));
            if (Short.toUnsignedInt(directory.getShort(at)) == ZIP64_FIELD && at + 4 + bytes <= to) {
                return directory.slice(at + 4, bytes).order(directory.order());
            }
            at += 4 + bytes;
        }
        return ByteBuffer.allocate(0);
    }
}
