package dev.srlstream.checkpoint.files;

import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.weights.WeightsFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The weights of a checkpoint, open: one file, or the shards that an index lists. The one that opened them owns them and closes
 * them.
 *
 * @param name file name of the weights, or of the index
 * @param why they were chosen, to complete "the weights are those of this file, …"; empty where nothing need be said
 * @param files by name
 * @param index of the shards; nothing where the weights are one file
 */
public record Weights(String name, String why, Map<String, FileChannel> files, Optional<ShardIndex> index)
        implements Closeable {
    public static Weights single(String name, String why, FileChannel file) {
        return new Weights(name, why, Map.of(name, file), Optional.empty());
    }

    /** The state dict; that of all shards together where there are several. */
    public WeightsFile read(Path scratch) throws CheckpointException, IOException {
        Map<String, WeightsFile> read = new LinkedHashMap<>();
        for (Map.Entry<String, FileChannel> file : files.entrySet()) {
            read.put(file.getKey(), WeightsFile.read(file.getValue(), file.getKey(), scratch));
        }
        return index.isPresent()
                ? index.get().join(read)
                : read.values().iterator().next();
    }

    @Override
    public void close() throws IOException {
        for (FileChannel file : files.values()) {
            file.close();
        }
    }
}
