package dev.srlstream.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The content of a gzip file (RFC 1952), member after member. Every checksum and length is checked; zeros behind the last
 * member are padding, as gzip and Python have it, and anything else there is refused, where {@code GZIPInputStream} would
 * overlook it together with a damaged member. Owned by one thread, which closes it.
 */
public final class GzipMembers extends InputStream {
    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;
    private static final int TIME_AND_SYSTEM_BYTES = 6;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long UNSIGNED_INT = 0xffffffffL;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int limit;
    private long consumed;
    private boolean ended;

    /** @param in closed with this stream */
    public GzipMembers(InputStream in) throws IOException {
        this.in = in;
        if (nextByte() != MAGIC_1) {
            throw new ZipException("it does not begin as a gzip file");
        }
        readHeader();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            int inflated = inflate(bytes, offset, length);
            if (inflated > 0) {
                crc.update(bytes, offset, inflated);
                return inflated;
            } else if (inflater.finished()) {
                at = limit - inflater.getRemaining();
                readTrailer();
                readNextMember();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("it needs a preset dictionary, which gzip does not know");
            } else if (fill()) {
                giveToInflater();
            } else {
                throw new EOFException();
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private int inflate(byte[] bytes, int offset, int length) throws ZipException {
        try {
            return inflater.inflate(bytes, offset, length);
        } catch (DataFormatException e) {
            throw new ZipException("its compressed data is damaged (" + e.getMessage() + ")");
        }
    }

    /** Behind the first byte, which is read. */
    private void readHeader() throws IOException {
        if (requiredByte() != MAGIC_2) {
            throw garbage();
        }
        int method = requiredByte();
        int flags = requiredByte();
        if (method != DEFLATE || (flags & RESERVED) != 0) {
            throw new ZipException("the gzip header before byte " + position() + " is damaged");
        }
        skip(TIME_AND_SYSTEM_BYTES);
        if ((flags & EXTRA) != 0) {
            skip(requiredByte() | requiredByte() << Byte.SIZE);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(Short.BYTES);
        }
        inflater.reset();
        crc.reset();
        giveToInflater();
    }

    private void readTrailer() throws IOException {
        if (requiredInt() != crc.getValue()) {
            throw new ZipException("its content does not have the CRC-32 that is noted at byte " + position());
        }
        if (requiredInt() != (inflater.getBytesWritten() & UNSIGNED_INT)) {
            throw new ZipException("its content does not have the length that is noted at byte " + position());
        }
    }

    private void readNextMember() throws IOException {
        int next = nextByte();
        if (next == MAGIC_1) {
            readHeader();
            return;
        }
        while (next == 0) {
            next = nextByte();
        }
        if (next >= 0) {
            throw garbage();
        }
        ended = true;
    }

    private ZipException garbage() {
        return new ZipException("what comes behind its content, before byte " + position()
                + ", is neither another gzip member nor zeros");
    }

    private void giveToInflater() {
        inflater.setInput(buffer, at, limit - at);
        at = limit;
    }

    private void skip(int bytes) throws IOException {
        for (int left = bytes; left > 0; left--) {
            requiredByte();
        }
    }

    private void skipText() throws IOException {
        int character = requiredByte();
        while (character != 0) {
            character = requiredByte();
        }
    }

    private long requiredInt() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            value |= (long) requiredByte() << shift;
        }
        return value;
    }

    private int requiredByte() throws IOException {
        int value = nextByte();
        if (value < 0) {
            throw new EOFException();
        }
        return value;
    }

    private int nextByte() throws IOException {
        return at < limit || fill() ? Byte.toUnsignedInt(buffer[at++]) : -1;
    }

    private boolean fill() throws IOException {
        consumed += limit;
        at = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    private long position() {
        return consumed + at;
    }
}
