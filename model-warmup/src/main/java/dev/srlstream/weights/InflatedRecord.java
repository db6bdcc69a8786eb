package dev.srlstream.weights;

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
    private static final int MAX_RATIO = 100;
    private static final long ALWAYS_ALLOWED = 16 << 20;

    private InflatedRecord() {}

    /**
     * @param where file and record, for messages
     * @param size bytes that the zip directory announces
     */
    static MappedBytes map(String where, MappedBytes deflated, long size, Path scratch)
            throws CheckpointException, IOException {
        if (size > ALWAYS_ALLOWED && size / MAX_RATIO > deflated.length()) {
            throw new CheckpointException(where + " announces " + size + " bytes in " + deflated.length()
                    + " compressed ones, more than " + MAX_RATIO + " times as many: it is no trained weight.");
        }
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
                    ByteBuffer input = deflated.slice(at, BUFFER_BYTES);
                    at += input.remaining();
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
