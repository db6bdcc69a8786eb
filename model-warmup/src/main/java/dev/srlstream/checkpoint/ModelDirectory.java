package dev.srlstream.checkpoint;

import dev.srlstream.weights.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes the files of a checkpoint out of the directory that AllenNLP trained into, or of an unpacked archive; the weights stay where they are. */
final class ModelDirectory {
    private static final List<String> WEIGHTS = List.of(CheckpointFiles.WEIGHTS, "best.th");

    private ModelDirectory() {}

    static CheckpointFiles read(Path directory) throws CheckpointException, IOException {
        String name = String.valueOf(directory.toAbsolutePath().normalize().getFileName());
        Path weights = WEIGHTS.stream()
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new CheckpointException(
                        name + " holds neither weights.th nor best.th; it is no directory of an AllenNLP model."));
        Map<String, byte[]> small = new HashMap<>();
        for (String file : CheckpointFiles.SMALL) {
            if (Files.isRegularFile(directory.resolve(file))) {
                small.put(file, SmallFile.read(directory.resolve(file)));
            }
        }
        return BareWeights.read(name, "directory", small, weights);
    }
}
