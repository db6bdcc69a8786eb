package dev.srlstream.weights;

import dev.srlstream.statedict.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A zip file of uncompressed entries whose contents start at multiples of 64 bytes, as torch lays them out, written from the
 * first byte to the last without going back. Equal entries give equal bytes: there are no times in it. Used by one thread;
 * the channel belongs to the caller.
 */
public final class StoredZip {
    /** Without the zip64 extension, sizes and offsets are 32 bits wide. */
    public static final long MAX_BYTES = 0xFFFF_FFFEL;

    private static final int ALIGNMENT = 64;
    private static final int LOCAL_HEADER = 30;
    private static final int CENTRAL_HEADER = 46;
    private static final int END_RECORD = 22;
    private static final short VERSION_NEEDED = 20;
    private static final short UTF8_NAMES = 0x800;
    private static final short FIRST_OF_JANUARY_1980 = 0x21;

    private final WritableByteChannel out;
    private final ByteArrayOutputStream centralDirectory = new ByteArrayOutputStream();
    private long position;
    private int entries;

    /** @param out open for writing; its next byte is the first of the zip file */
    public StoredZip(WritableByteChannel out) {
        this.out = out;
    }

    /**
     * How large the zip file of these entries becomes.
     *
     * @param entries bytes of the contents by name, in the order in which they will be written
     */
    static long bytes(Map<String, Long> entries) {
        long position = 0;
        long directory = 0;
        for (Map.Entry<String, Long> entry : entries.entrySet()) {
            long path = entry.getKey().getBytes(StandardCharsets.UTF_8).length;
            long head = LOCAL_HEADER + path + 4;
            position += head + paddingBefore(position + head) + entry.getValue();
            directory += CENTRAL_HEADER + path;
        }
        return position + directory + END_RECORD;
    }

    /** Produces an entry's content piece by piece; asked twice, and gives the same bytes both times. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Tensor.Sink sink) throws IOException;
    }

    public void entry(String name, byte[] content) throws IOException {
        entry(name, content.length, sink -> sink.accept(ByteBuffer.wrap(content)));
    }

    /**
     * @param bytes how many bytes {@code content} will produce
     * @throws IOException when it produces another number, or the file would grow beyond {@link #MAX_BYTES}
     */
    public void entry(String name, long bytes, Content content) throws IOException {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        long header = position;
        int padding = paddingBefore(header + LOCAL_HEADER + path.length + 4);
        if (header + LOCAL_HEADER + path.length + 4 + padding + bytes > MAX_BYTES) {
            throw new IOException("entry " + name + " would take the zip file beyond 4 GiB");
        }
        // Its header has the checksum: reading the content twice costs less than a file that can only be written by
        // going back.
        int crc = checksum(content);
        write(localHeader(path, padding, bytes, crc));
        long begin = position;
        content.writeTo(this::write);
        if (position - begin != bytes) {
            throw new IOException("entry " + name + " has " + (position - begin) + " bytes instead of " + bytes);
        }
        centralDirectory.writeBytes(centralHeader(path, header, bytes, crc));
        entries++;
    }

    /** Writes the directory; nothing may follow. */
    public void finish() throws IOException {
        long directory = position;
        write(ByteBuffer.wrap(centralDirectory.toByteArray()));
        write(little(END_RECORD)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) entries)
                .putShort((short) entries)
                .putInt(centralDirectory.size())
                .putInt((int) directory)
                .putShort((short) 0)
                .flip());
    }

    private static int paddingBefore(long content) {
        return (int) (-content & (ALIGNMENT - 1));
    }

    private static int checksum(Content content) throws IOException {
        var crc = new CRC32();
        content.writeTo(crc::update);
        return (int) crc.getValue();
    }

    private static ByteBuffer localHeader(byte[] path, int padding, long bytes, int crc) {
        ByteBuffer begun = little(LOCAL_HEADER + path.length + 4 + padding)
                .putInt(0x04034b50)
                .putShort(VERSION_NEEDED);
        ByteBuffer header = putFile(begun, path, bytes, crc)
                .putShort((short) (4 + padding))
                .put(path)
                .put((byte) 'F') // torch's own name for the padding field
                .put((byte) 'B')
                .putShort((short) padding);
        return header.position(header.capacity()).flip();
    }

    private static byte[] centralHeader(byte[] path, long header, long bytes, int crc) {
        ByteBuffer begun = little(CENTRAL_HEADER + path.length)
                .putInt(0x02014b50)
                .putShort(VERSION_NEEDED) // made by
                .putShort(VERSION_NEEDED);
        return putFile(begun, path, bytes, crc)
                .putShort((short) 0) // extra field
                .putShort((short) 0) // comment
                .putShort((short) 0) // disk
                .putShort((short) 0) // internal attributes
                .putInt(0) // external attributes
                .putInt((int) header)
                .put(path)
                .array();
    }

    /** What both headers of a file have in common. */
    private static ByteBuffer putFile(ByteBuffer header, byte[] path, long bytes, int crc) {
        return header.putShort(UTF8_NAMES)
                .putShort((short) 0) // stored
                .putShort((short) 0) // time
                .putShort(FIRST_OF_JANUARY_1980)
                .putInt(crc)
                .putInt((int) bytes)
                .putInt((int) bytes)
                .putShort((short) path.length);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            position += out.write(bytes);
        }
    }
}
