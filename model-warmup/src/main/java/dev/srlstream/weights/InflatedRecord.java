package dev.srlstream.weights;

import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.statedict.MappedBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A record of a zip that was deflated, as archivers do that repack a file of torch.save, inflated into a file without a
 * name: tensors are mapped, whatever their size.
 */
final class InflatedRecord {
    private static final int BUFFER_BYTES = 1 << 16;
    static final int MAX_RATIO = 100;
    private static final long ALWAYS_ALLOWED = 16 << 20;

    private InflatedRecord() {}

    /** How many bytes the records of a file of this size may have together when they are inflated. */
    static long most(long fileBytes) {
        return ALWAYS_ALLOWED + MAX_RATIO * fileBytes;
    }

    /**
     * @param where file and record, for messages
     * @param size bytes that the zip directory announces; the caller has found them to be not too many
     */
    static MappedBytes map(String where, MappedBytes deflated, long size, Path scratch)
            throws CheckpointException, IOException {
        Path file = Files.createTempFile(scratch, "record-", ".bin");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            inflate(where, deflated, size, channel);
            return MappedBytes.map(channel, 0, size);
        }
    }

    private static void inflate(String where, MappedBytes deflated, long size, FileChannel out)
            throws CheckpointException, IOException {
        var inflater = new Inflater(true);
        var buffer = ByteBuffer.allocate(BUFFER_BYTES);
        long left = size;
        try {
            for (long at = 0; !inflater.finished(); ) {
                if (inflater.needsInput()) {
                    byte[] input = deflated.copy(at, BUFFER_BYTES);
                    at += input.length;
                    inflater.setInput(input);
                }
                boolean starved = inflater.needsInput();
                int inflated = inflater.inflate(buffer.clear());
                left -= inflated;
                if (left < 0 || (inflated == 0 && (starved || inflater.needsDictionary()))) {
                    break;
                }
                buffer.flip();
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
            }
        } catch (DataFormatException e) {
            throw new CheckpointException(where + " cannot be inflated: the file is damaged, fetch it again.", e);
        } finally {
            inflater.end();
        }
        if (left != 0) {
            throw new CheckpointException(where + " does not inflate to the " + size
                    + " bytes that the zip directory announces: the file is damaged, fetch it again.");
        }
    }
}
