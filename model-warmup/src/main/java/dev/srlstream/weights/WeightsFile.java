package dev.srlstream.weights;

import dev.srlstream.statedict.MappedBytes;
import dev.srlstream.statedict.StateDict;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * A file of {@code torch.save} with a state dict in it, read without executing anything. The tensors stay in the file,
 * mapped; they stay valid as long as the file's bytes do.
 *
 * @param container what holds the tensors: {@code torch zip} (torch 1.6 and newer) or {@code torch legacy}
 * @param otherKeys keys of the dict under which there is no tensor but an ordinary value
 */
public record WeightsFile(String container, StateDict stateDict, List<String> otherKeys) {
    /** The dict of a BERT has some 10 KiB. */
    static final int MAX_PICKLE_BYTES = 16 << 20;

    /**
     * @param channel left open, and not needed afterwards
     * @param name name of the file, for messages
     */
    public static WeightsFile read(FileChannel channel, String name) throws CheckpointException, IOException {
        MappedBytes head = MappedBytes.map(channel, 0, Math.min(FileKind.HEAD_BYTES, channel.size()));
        FileKind kind = FileKind.of(head.slice(0, FileKind.HEAD_BYTES));
        return switch (kind) {
            case ZIP -> TorchZip.read(channel, name);
            case LEGACY_TORCH -> TorchLegacy.read(channel, name);
            default ->
                throw new CheckpointException(
                        name + " is " + kind.description() + "; expected are weights saved with torch.save.");
        };
    }
}
