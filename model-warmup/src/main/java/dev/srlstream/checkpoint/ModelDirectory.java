package dev.srlstream.checkpoint;

import dev.srlstream.weights.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory that AllenNLP trained into, or of an unpacked archive, or one with a single folder that is such a
 * directory; the weights stay where they are. A list of files at one moment: safe for any thread.
 */
public final class ModelDirectory {
    private final Path root;
    private final Optional<Path> weights;

    private ModelDirectory(Path root, Optional<Path> weights) {
        this.root = root;
        this.weights = weights;
    }

    /**
     * Looks for weights in the directory and, where there are none, in its folders.
     *
     * @throws CheckpointException when several files may be meant
     */
    public static ModelDirectory of(Path directory) throws CheckpointException, IOException {
        String name = name(directory);
        Optional<WeightsCandidate> weights = WeightsChoice.of(candidates(directory, ""), name);
        if (weights.isEmpty()) {
            List<WeightsCandidate> nested = new ArrayList<>();
            for (Path folder : list(directory)) {
                if (Files.isDirectory(folder) && Files.isReadable(folder)) {
                    nested.addAll(candidates(folder, folder.getFileName() + "/"));
                }
            }
            weights = WeightsChoice.of(nested, name);
        }
        return weights.map(chosen -> new ModelDirectory(
                        directory.resolve(chosen.folder()), Optional.of(directory.resolve(chosen.path()))))
                .orElseGet(() -> new ModelDirectory(directory, Optional.empty()));
    }

    /** Where the files are: the directory, or its folder with the weights. Other files are looked for beside it. */
    public Path root() {
        return root;
    }

    /** The files that have a say in what the checkpoint is. */
    public List<Path> files() {
        return Stream.concat(weights.stream(), CheckpointFiles.SMALL.stream().map(root::resolve))
                .filter(Files::isRegularFile)
                .toList();
    }

    CheckpointFiles read() throws CheckpointException, IOException {
        Map<String, byte[]> small = new HashMap<>();
        Path found = weights.orElseThrow(() -> WeightsChoice.none(name(root)));
        for (String file : CheckpointFiles.SMALL) {
            if (Files.isRegularFile(root.resolve(file))) {
                small.put(file, SmallFile.read(root.resolve(file)));
            }
        }
        return BareWeights.read(name(root), "directory", small, found);
    }

    private static List<WeightsCandidate> candidates(Path folder, String prefix) throws IOException {
        return list(folder).stream()
                .filter(Files::isRegularFile)
                .flatMap(file -> WeightsCandidate.of(prefix + file.getFileName()).stream())
                .toList();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static String name(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        return Optional.ofNullable(absolute.getFileName()).orElse(absolute).toString();
    }
}
