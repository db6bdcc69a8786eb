package dev.srlstream.warmup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files on disk that can have a say in what a checkpoint is. */
final class InputFiles {
    private static final List<String> INSIDE = List.of(
            "weights.th",
            "best.th",
            "config.json",
            "vocabulary/labels.txt",
            "vocabulary/non_padded_namespaces.txt",
            "vocab.txt",
            "bert_config.json");

    private static final List<String> BESIDE = List.of("vocab.txt", "bert_config.json", "vocabulary/labels.txt");

    private final Map<String, Path> byRole = new TreeMap<>();

    private InputFiles() {}

    /** By role, in a fixed order, the files that exist: those that the plan names, those in its directory, those beside it. */
    static Map<String, Path> of(WarmUpPlan plan) {
        Path model = plan.checkpoint().model().toAbsolutePath().normalize();
        InputFiles files = new InputFiles();
        files.add("model", model);
        files.add("vocabulary", plan.checkpoint().vocabulary());
        files.add("bert config", plan.checkpoint().bertConfig());
        files.add("labels", plan.checkpoint().labels());
        INSIDE.forEach(name -> files.add("inside " + name, model.resolve(name)));
        BESIDE.forEach(name -> files.add("beside " + name, model.resolveSibling(name)));
        return files.byRole;
    }

    private void add(String role, @Nullable Path file) {
        if (file != null && Files.isRegularFile(file)) {
            byRole.put(role, file);
        }
    }
}
