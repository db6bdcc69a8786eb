package dev.srlstream.weights;

import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import dev.srlstream.statedict.MappedBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The central directory of a zip file (PKWARE's APPNOTE 4.3), from which records are mapped in place. The local headers
 * that torch writes leave size and checksum open, so a zip must be read from its end. Owned by one thread; the channel
 * belongs to the caller.
 */
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int END64_LOCATOR = 0x07064b50;
    private static final int END64_LOCATOR_BYTES = 20;
    private static final int END64 = 0x06064b50;
    private static final int END64_BYTES = 56;
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int LOCAL_HEADER_BYTES = 30;
    private static final int MAX_COMMENT = 0xffff;
    /** A BERT has some 200 records of 100 bytes each; bounds the heap that a hostile directory can ask for. */
    private static final int MAX_DIRECTORY_BYTES = 4 << 20;

    private static final int CHUNK_BYTES = 1 << 16;

    private final String file;
    private final FileChannel channel;
    private final Path scratch;
    private final long directoryAt;
    private final Map<String, ZipRecord> records = new LinkedHashMap<>();

    /**
     * @param file name of the file, for messages
     * @param scratch existing directory for records that are compressed
     */
    static ZipDirectory read(FileChannel channel, String file, Path scratch) throws CheckpointException, IOException {
        return new ZipDirectory(channel, file, scratch);
    }

    private ZipDirectory(FileChannel channel, String file, Path scratch) throws CheckpointException, IOException {
        this.file = file;
        this.scratch = scratch;
        this.channel = channel;
        long endAt = findEnd();
        ByteBuffer end = map(endAt, END_BYTES);
        long bytes = Integer.toUnsignedLong(end.getInt(12));
        long at = Integer.toUnsignedLong(end.getInt(16));
        long locatorAt = endAt - END64_LOCATOR_BYTES;
        if (locatorAt >= 0 && map(locatorAt, END64_LOCATOR_BYTES).getInt(0) == END64_LOCATOR) {
            long end64At = map(locatorAt, END64_LOCATOR_BYTES).getLong(8);
            requireWithin(end64At, END64_BYTES, locatorAt);
            ByteBuffer end64 = map(end64At, END64_BYTES);
            if (end64.getInt(0) != END64) {
                throw damaged("its zip64 directory is not where it should be");
            }
            bytes = end64.getLong(40);
            at = end64.getLong(48);
        }
        requireWithin(at, bytes, endAt);
        if (bytes > MAX_DIRECTORY_BYTES) {
            throw damaged("its zip directory has " + bytes + " bytes, and no state dict needs more than "
                    + MAX_DIRECTORY_BYTES);
        }
        directoryAt = at;
        readRecords(map(at, bytes));
    }

    Set<String> names() {
        return records.keySet();
    }

    /** Size of a record in bytes; -1 where there is none of this name. */
    long size(String name) {
        @Nullable ZipRecord entry = records.get(name);
        return entry == null ? -1 : entry.size();
    }

    /** Maps a record that is there, after checking it against its CRC-32. */
    MappedBytes map(String name) throws CheckpointException, IOException {
        @Nullable ZipRecord entry = records.get(name);
        if (entry == null) {
            throw damaged("it has no record " + Printable.excerpt(name));
        }
        if (!entry.isReadable()) {
            throw damaged(
                    "its record " + Printable.excerpt(name)
                            + " is encrypted, a patch or compressed in another way than deflate; save the file anew with torch.save");
        }
        requireWithin(entry.headerAt(), LOCAL_HEADER_BYTES, directoryAt);
        ByteBuffer header = map(entry.headerAt(), LOCAL_HEADER_BYTES);
        int nameLength = Short.toUnsignedInt(header.getShort(26));
        long dataAt = entry.headerAt() + LOCAL_HEADER_BYTES + nameLength + Short.toUnsignedInt(header.getShort(28));
        requireWithin(dataAt, entry.stored(), directoryAt);
        ByteBuffer localName = map(entry.headerAt() + LOCAL_HEADER_BYTES, nameLength);
        if (header.getInt(0) != LOCAL_HEADER || !text(localName).equals(name)) {
            throw damaged("its record " + Printable.excerpt(name) + " is not where the zip directory says");
        }
        MappedBytes data = MappedBytes.map(channel, dataAt, entry.stored());
        if (entry.isDeflated()) {
            data = InflatedRecord.map(file + ": record " + Printable.excerpt(name), data, entry.size(), scratch);
        }
        requireChecksum(name, data, entry.crc());
        return data;
    }

    private void requireChecksum(String name, MappedBytes data, long expected) throws CheckpointException {
        var crc = new CRC32();
        for (long at = 0; at < data.length(); ) {
            byte[] chunk = data.copy(at, CHUNK_BYTES);
            at += chunk.length;
            crc.update(chunk);
        }
        if (crc.getValue() != expected) {
            throw damaged(String.format(
                    "its record %s has CRC-32 %08x where the zip directory says %08x",
                    Printable.excerpt(name), crc.getValue(), expected));
        }
    }

    private long findEnd() throws CheckpointException, IOException {
        long size = channel.size();
        long from = Math.max(0, size - END_BYTES - MAX_COMMENT);
        ByteBuffer tail = map(from, size - from);
        for (int i = tail.limit() - END_BYTES; i >= 0; i--) {
            if (tail.getInt(i) == END && i + END_BYTES + Short.toUnsignedInt(tail.getShort(i + 20)) == tail.limit()) {
                return from + i;
            }
        }
        throw damaged("it begins as a zip file but has no zip directory at its end");
    }

    private void readRecords(ByteBuffer directory) throws CheckpointException {
        long available = directoryAt;
        long inflated = 0;
        while (directory.hasRemaining()) {
            @Nullable ZipRecord entry = ZipRecord.read(directory);
            if (entry == null) {
                throw damaged("its zip directory is garbled");
            }
            if (records.put(entry.name(), entry) != null) {
                throw damaged("it has two records named " + Printable.excerpt(entry.name()));
            }
            // Records that share their bytes would make a small file take hours to check.
            available -= entry.stored();
            if (available < 0) {
                throw damaged("its records are larger than the file");
            }
            inflated += entry.isDeflated() ? Math.min(entry.size(), Long.MAX_VALUE / MAX_DIRECTORY_BYTES) : 0;
            if (inflated > InflatedRecord.most(directoryAt)) {
                throw damaged("its record " + Printable.excerpt(entry.name()) + " announces " + entry.size()
                        + " bytes, with which the records inflate to more than " + InflatedRecord.MAX_RATIO
                        + " times the file, and no trained weight does");
            }
        }
    }

    private ByteBuffer map(long position, long length) throws IOException {
        return channel.map(FileChannel.MapMode.READ_ONLY, position, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void requireWithin(long position, long length, long end) throws CheckpointException {
        if (position < 0 || length < 0 || position > end || length > end - position) {
            throw damaged("its zip directory points to bytes outside of the file");
        }
    }

    private static String text(ByteBuffer utf8) {
        return StandardCharsets.UTF_8.decode(utf8).toString();
    }

    private CheckpointException damaged(String reason) {
        return new CheckpointException(file + " cannot be used: " + reason + "; if it was downloaded, fetch it again.");
    }
}
