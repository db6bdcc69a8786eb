package dev.srlstream.weights;

import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.statedict.FileCutShortException;
import dev.srlstream.statedict.MappedBytes;
import dev.srlstream.statedict.StateDict;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of {@code torch.save} or of safetensors with a state dict in it, read without executing anything. The tensors
 * stay in the file, mapped; they stay valid as long as the file's bytes do.
 *
 * @param container what holds the tensors: {@code torch zip} (torch 1.6 and newer), {@code torch legacy} or
 *     {@code safetensors}, and the key of the outer dict that the state dict lies under, where there is one
 * @param otherValues what Python calls the types of the values in the state dict that are no tensors, by key
 * @param beside types of all that lies beside the state dict, where it lies in another dict, by path
 */
public record WeightsFile(
        String container, StateDict stateDict, Map<String, String> otherValues, Map<String, String> beside) {
    /** The dict of a BERT has some 10 KiB. */
    static final int MAX_PICKLE_BYTES = 16 << 20;

    public WeightsFile {
        otherValues = Collections.unmodifiableMap(new LinkedHashMap<>(otherValues));
        beside = Collections.unmodifiableMap(new LinkedHashMap<>(beside));
    }

    /** Keys of the state dict under which there is no tensor but another value. */
    public List<String> otherKeys() {
        return List.copyOf(otherValues.keySet());
    }

    /**
     * @param channel left open, and not needed afterwards
     * @param name name of the file, for messages
     * @param scratch existing directory for what has to be inflated; its space is given back when the mapping is collected
     * @throws CheckpointException when the file cannot be read or must not be trusted
     * @throws IOException when reading fails, the file is cut short meanwhile, or the scratch directory is full
     */
    public static WeightsFile read(FileChannel channel, String name, Path scratch)
            throws CheckpointException, IOException {
        try {
            return read(kind(channel), channel, name, scratch);
        } catch (InternalError e) {
            throw new FileCutShortException(e);
        }
    }

    private static WeightsFile read(FileKind kind, FileChannel channel, String name, Path scratch)
            throws CheckpointException, IOException {
        return switch (kind) {
            case ZIP -> TorchZip.read(channel, name, scratch);
            case LEGACY_TORCH -> TorchLegacy.read(channel, name);
            case SAFETENSORS, DAMAGED_SAFETENSORS -> Safetensors.read(channel, name);
            default ->
                throw new CheckpointException(name + " is " + kind.description(name)
                        + "; expected are weights saved with torch.save or as safetensors.");
        };
    }

    private static FileKind kind(FileChannel channel) throws IOException {
        MappedBytes head = MappedBytes.map(channel, 0, Math.min(FileKind.HEAD_BYTES, channel.size()));
        return FileKind.of(head.slice(0, FileKind.HEAD_BYTES));
    }
}
