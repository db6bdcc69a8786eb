package dev.srlstream.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** A weights file that lies on disk as such and is read where it is. */
final class BareWeights {
    /** What holds weights that come alone: nothing. */
    static final String CONTAINER = "bare weights";

    private BareWeights() {}

    static CheckpointFiles read(Path weights) throws IOException {
        return read(String.valueOf(weights.getFileName()), CONTAINER, Map.of(), weights);
    }

    /**
     * @param name of the checkpoint
     * @param small contents of the files around the weights
     */
    static CheckpointFiles read(String name, String container, Map<String, byte[]> small, Path weights)
            throws IOException {
        try (var input = new HashingInput(Files.newInputStream(weights))) {
            input.drain();
            return new CheckpointFiles(
                    name,
                    input.sha256(),
                    input.count(),
                    container,
                    small,
                    FileChannel.open(weights, StandardOpenOption.READ),
                    String.valueOf(weights.getFileName()));
        }
    }
}
