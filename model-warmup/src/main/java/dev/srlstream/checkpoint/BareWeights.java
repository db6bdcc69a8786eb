package dev.srlstream.checkpoint;

import dev.srlstream.archive.HashingInput;
import dev.srlstream.checkpoint.files.CheckpointFiles;
import dev.srlstream.checkpoint.files.ShardIndex;
import dev.srlstream.checkpoint.files.Weights;
import dev.srlstream.refusal.UnservableCheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Weights that lie on disk as such and are read where they are. */
final class BareWeights {
    /** What holds weights that come alone: nothing. */
    static final String CONTAINER = "bare weights";

    private BareWeights() {}

    static CheckpointFiles read(Path weights) throws UnservableCheckpointException, IOException {
        String name = String.valueOf(weights.getFileName());
        return read(name, CONTAINER, Map.of(), new Found(name, "", List.of(weights), Optional.empty()));
    }

    /**
     * Weights that were found; not open yet.
     *
     * @param name as {@link Weights#name}
     * @param why as {@link Weights#why}
     * @param files the weights, or the shards in the order of their names
     */
    record Found(String name, String why, List<Path> files, Optional<ShardIndex> index) {}

    /**
     * @param name of the checkpoint
     * @param small contents of the files around the weights
     */
    static CheckpointFiles read(String name, String container, Map<String, byte[]> small, Found found)
            throws UnservableCheckpointException, IOException {
        for (Path file : found.files()) {
            if (!Files.isReadable(file)) {
                throw new UnservableCheckpointException(file + " may not be read by this user.");
            }
        }
        List<InputStream> streams = new ArrayList<>();
        Map<String, FileChannel> channels = new LinkedHashMap<>();
        var weights = new Weights(found.name(), found.why(), channels, found.index());
        try {
            for (Path file : found.files()) {
                streams.add(Files.newInputStream(file));
                channels.put(String.valueOf(file.getFileName()), FileChannel.open(file, StandardOpenOption.READ));
            }
            var input = new HashingInput(new SequenceInputStream(Collections.enumeration(streams)));
            input.drain();
            return new CheckpointFiles(name, input.sha256(), input.count(), container, small, weights);
        } catch (IOException | RuntimeException e) {
            weights.close();
            throw e;
        } finally {
            for (InputStream stream : streams) {
                stream.close();
            }
        }
    }
}
