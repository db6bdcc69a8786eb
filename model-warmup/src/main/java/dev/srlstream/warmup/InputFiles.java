package dev.srlstream.warmup;

import dev.srlstream.checkpoint.ModelDirectory;
import dev.srlstream.weights.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files on disk that can have a say in what a checkpoint is. */
final class InputFiles {
    private static final List<String> BESIDE = List.of(
            "vocab.txt",
            "bert_config.json",
            "vocabulary/labels.txt",
            "vocabulary/non_padded_namespaces.txt",
            "vocabulary/tags.txt");

    private final Map<String, Path> byRole = new TreeMap<>();

    private InputFiles() {}

    /**
     * By role, in a fixed order, the files that exist: those that the plan names, those in its directory, those beside it.
     *
     * @throws CheckpointException when the directory may mean several models
     */
    static Map<String, Path> of(WarmUpPlan plan) throws CheckpointException, IOException {
        Path model = plan.checkpoint().model().toAbsolutePath().normalize();
        Path place = model;
        InputFiles files = new InputFiles();
        files.add("model", model);
        files.add("vocabulary", plan.checkpoint().vocabulary());
        files.add("bert config", plan.checkpoint().bertConfig());
        files.add("labels", plan.checkpoint().labels());
        if (Files.isDirectory(model)) {
            ModelDirectory directory = ModelDirectory.of(model);
            place = directory.root();
            directory.files().forEach(file -> files.add("inside " + model.relativize(file), file));
        }
        for (String name : BESIDE) {
            files.add("beside " + name, place.resolveSibling(name));
        }
        return files.byRole;
    }

    private void add(String role, @Nullable Path file) {
        if (file != null && Files.isRegularFile(file)) {
            byRole.put(role, file);
        }
    }
}
