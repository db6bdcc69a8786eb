package dev.srlstream.checkpoint;

import dev.srlstream.checkpoint.BareWeights.Found;
import dev.srlstream.checkpoint.files.CheckpointFiles;
import dev.srlstream.checkpoint.files.ShardIndex;
import dev.srlstream.checkpoint.files.SmallFile;
import dev.srlstream.refusal.CheckpointException;
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
 * The directory that AllenNLP trained into, of an unpacked archive, or in the form of Hugging Face; or one with a single
 * folder that is such a directory; or a hub's cache with one snapshot. The weights stay where they are. A list of files at one
 * moment: safe for any thread.
 */
final class ModelDirectory {
    private final Path root;
    private final Optional<Found> weights;

    private ModelDirectory(Path root, Optional<Found> weights) {
        this.root = root;
        this.weights = weights;
    }

    /**
     * Looks for weights in the directory and, where there are none, in its folders.
     *
     * @throws CheckpointException when several files may be meant
     */
    static ModelDirectory of(Path directory) throws CheckpointException, IOException {
        Optional<WeightsCandidate> weights = WeightsChoice.of(candidates(directory, ""), name(directory));
        if (weights.isEmpty()) {
            List<WeightsCandidate> nested = new ArrayList<>();
            for (Path folder : folders(directory)) {
                nested.addAll(candidates(folder, folder.getFileName() + "/"));
            }
            weights = WeightsChoice.of(nested, name(directory));
        }
        if (weights.isEmpty()) {
            Optional<Path> snapshot = HubCache.snapshot(directory);
            return snapshot.isPresent() ? of(snapshot.get()) : new ModelDirectory(directory, Optional.empty());
        }
        WeightsCandidate chosen = weights.get();
        Path root = directory.resolve(chosen.folder());
        return new ModelDirectory(
                root,
                Optional.of(found(root.resolve(chosen.file()), chosen.name().reason())));
    }

    /** The directory of weights, or of an index of shards, that the operator names. */
    static ModelDirectory around(Path weights) throws CheckpointException, IOException {
        boolean usual = WeightsName.of(String.valueOf(weights.getFileName()))
                .filter(name -> name == WeightsName.ARCHIVED)
                .isPresent();
        return new ModelDirectory(
                weights.resolveSibling(""), Optional.of(found(weights, usual ? "" : "which was named")));
    }

    /** Whether a file beside these weights says that they belong to a model's directory. */
    static boolean isAround(Path weights) {
        return Files.isRegularFile(weights.resolveSibling(CheckpointFiles.CONFIG));
    }

    /** Where the files are: the directory, or its folder with the weights. Other files are looked for beside it. */
    Path root() {
        return root;
    }

    /** Of the folder with the files. */
    String name() {
        return name(root);
    }

    /** The files that have a say in what the checkpoint is. */
    List<Path> files() {
        List<Path> files = new ArrayList<>();
        weights.ifPresent(found -> {
            files.add(root.resolve(found.name()));
            found.index().ifPresent(index -> files.addAll(found.files()));
        });
        CheckpointFiles.SMALL.forEach(file -> files.add(root.resolve(file)));
        return files.stream().filter(Files::isRegularFile).toList();
    }

    CheckpointFiles read() throws CheckpointException, IOException {
        if (weights.isEmpty()) {
            throw MissingWeights.in(root);
        }
        for (Path file : weights.get().files()) {
            if (weights.get().index().isPresent() && !Files.isRegularFile(file)) {
                throw weights.get().index().get().missing(String.valueOf(file.getFileName()));
            }
        }
        Map<String, byte[]> small = new HashMap<>();
        for (String file : CheckpointFiles.SMALL) {
            if (Files.isRegularFile(root.resolve(file))) {
                small.put(file, SmallFile.read(root.resolve(file)));
            }
        }
        return BareWeights.read(name(), "directory", small, weights.get());
    }

    private static Found found(Path file, String why) throws CheckpointException, IOException {
        String name = String.valueOf(file.getFileName());
        if (!WeightsName.isIndex(name)) {
            return new Found(name, why, List.of(file), Optional.empty());
        }
        ShardIndex index = ShardIndex.parse(SmallFile.read(file), file.toString());
        return new Found(
                name, why, index.shards().stream().map(file::resolveSibling).toList(), Optional.of(index));
    }

    private static List<WeightsCandidate> candidates(Path folder, String prefix) throws IOException {
        return list(folder).stream()
                .filter(Files::isRegularFile)
                .flatMap(file -> WeightsCandidate.of(prefix + file.getFileName()).stream())
                .toList();
    }

    /** Those that can be looked into. */
    static List<Path> folders(Path directory) throws IOException {
        return list(directory).stream()
                .filter(folder -> Files.isDirectory(folder) && Files.isReadable(folder))
                .toList();
    }

    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    static String name(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        return Optional.ofNullable(absolute.getFileName()).orElse(absolute).toString();
    }
}
