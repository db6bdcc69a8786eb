package dev.srlstream.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.Settings;
import dev.srlstream.manifests.Manifest;
import dev.srlstream.manifests.Rendering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The settings with which the pods of the service would start: variables from ConfigMaps, and the file of {@code --config}. */
public final class DeployedSettings {
    /** What stands in place of every password that Strimzi would make. */
    public static final String PASSWORD = "password-of-strimzi";

    private DeployedSettings() {}

    /** @throws ConfigurationException with everything that the service would refuse */
    public static Settings of(Rendering rendering) throws IOException, ConfigurationException {
        Path root = Files.createTempDirectory("pod");
        try {
            Map<String, String> paths = new TreeMap<>();
            mount(rendering, root, paths);
            Path config = config(rendering.service(), root);
            if (config != null && Files.exists(config)) {
                String text = Files.readString(config);
                for (Map.Entry<String, String> path : paths.entrySet()) {
                    text = text.replace(path.getKey(), path.getValue());
                }
                Files.writeString(config, text);
            }
            return Settings.load(config, variables(rendering), Map.of());
        } finally {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Of the service's container, in the order in which Kubernetes lets them win. */
    static Map<String, String> variables(Rendering rendering) {
        Map<String, String> variables = new TreeMap<>();
        for (JsonNode source : rendering.service().pod().at("/containers/0/envFrom")) {
            if (source.has("configMapRef")) {
                rendering
                        .find("ConfigMap", source.at("/configMapRef/name").asText())
                        .ifPresent(map -> map.at("/data")
                                .properties()
                                .forEach(entry -> variables.put(
                                        entry.getKey(), entry.getValue().asText())));
            }
        }
        for (JsonNode variable : rendering.service().pod().at("/containers/0/env")) {
            if (variable.has("value")) {
                variables.put(
                        variable.path("name").asText(), variable.path("value").asText());
            }
        }
        return variables;
    }

    private static void mount(Rendering rendering, Path root, Map<String, String> paths) throws IOException {
        for (JsonNode mount : rendering.service().pod().at("/containers/0/volumeMounts")) {
            String at = mount.path("mountPath").asText();
            Path folder = Files.createDirectories(root.resolve(at.substring(1)));
            for (JsonNode volume : rendering.service().pod().path("volumes")) {
                if (!volume.path("name").equals(mount.path("name"))) {
                    continue;
                }
                for (JsonNode item : volume.at("/secret/items")) {
                    Files.writeString(folder.resolve(item.path("path").asText()), PASSWORD);
                    paths.put(at, folder.toString());
                }
                Manifest map = rendering
                        .find("ConfigMap", volume.at("/configMap/name").asText())
                        .orElse(null);
                if (map != null) {
                    for (Map.Entry<String, JsonNode> file : map.at("/data").properties()) {
                        Files.writeString(
                                folder.resolve(file.getKey()), file.getValue().asText());
                    }
                }
            }
        }
    }

    private static @Nullable Path config(Manifest service, Path root) {
        JsonNode args = service.pod().at("/containers/0/args");
        for (int i = 0; i + 1 < args.size(); i++) {
            if (args.get(i).asText().equals("--config")) {
                return root.resolve(args.get(i + 1).asText().substring(1));
            }
        }
        return null;
    }
}
