package dev.srlstream.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What is rendered: every overlay, and choices of components that no overlay has made. */
public final class Renderings {
    static final Path FOLDER = Path.of("..", "k8s");

    /** By name: the folder to begin with, and components beside it. */
    private static final Map<String, List<String>> CHOICES = Map.of(
            "checkpoint-init",
            List.of("base", "components/strimzi", "components/checkpoint-init"),
            "checkpoint-pvc-keda-monitoring",
            List.of(
                    "base",
                    "components/strimzi",
                    "components/keda",
                    "components/monitoring",
                    "components/checkpoint-pvc"),
            "gpu-mig",
            List.of("overlays/prod-gpu", "components/gpu/mig"),
            "gpu-dra",
            List.of("overlays/prod-gpu", "components/gpu/dra"));

    /** Processes that run tests at the same time write the same files. */
    private static final String PROCESS = Long.toString(ProcessHandle.current().pid());

    /** By name, as YAML: kubectl takes half a second. */
    private static final Map<String, String> RENDERED = new ConcurrentHashMap<>();

    private Renderings() {}

    /** By name, the folder that kustomize is given. */
    public static Map<String, Path> folders() throws IOException {
        Map<String, Path> folders = new TreeMap<>();
        try (Stream<Path> overlays = Files.list(FOLDER.resolve("overlays"))) {
            overlays.forEach(overlay -> folders.put(overlay.getFileName().toString(), overlay));
        }
        for (Map.Entry<String, List<String>> choice : CHOICES.entrySet()) {
            folders.put(choice.getKey(), write(choice.getKey(), choice.getValue()));
        }
        return folders;
    }

    /** A new copy, which may be changed. */
    public static Rendering of(String name) throws IOException, InterruptedException {
        String yaml = RENDERED.get(name);
        if (yaml == null) {
            yaml = Kustomize.render(Objects.requireNonNull(folders().get(name), name));
            RENDERED.put(name, yaml);
        }
        return Rendering.parse(yaml);
    }

    /** The pod that is applied by hand, as if it were one of an object's. */
    public static Rendering loadPod() throws IOException {
        return Rendering.parse(Files.readString(
                FOLDER.resolve("components").resolve("checkpoint-pvc").resolve("load-pod.yaml")));
    }

    private static Path write(String name, List<String> parts) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "kustomize", PROCESS, name));
        String up = "  - ../../../../" + FOLDER.toString().replace('\\', '/') + "/";
        StringBuilder text = new StringBuilder(
                "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: srl-stream\nresources:\n");
        text.append(up).append(parts.get(0)).append("\ncomponents:\n");
        parts.subList(1, parts.size())
                .forEach(part -> text.append(up).append(part).append('\n'));
        text.append("images:\n  - name: srl-stream\n    newTag: 0.1.0\n  - name: srl-checkpoint\n    newTag: 0.1.0\n");
        Files.writeString(folder.resolve("kustomization.yaml"), text);
        return folder;
    }
}
