package dev.srlstream.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.manifests.Manifest;
import dev.srlstream.manifests.Rendering;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Images say which version they are, and the audit runs the image that the service runs. */
final class Images implements Rule {
    private static final Pattern VERSIONED = Pattern.compile("[^:@]+(:(?!latest$)[\\w.-]+|@sha256:[0-9a-f]{64})");
    private static final Pattern PINNED = Pattern.compile(".*@sha256:[0-9a-f]{64}");

    @Override
    public void check(Rendering rendering, Consumer<String> complaints) {
        Set<String> ours = new TreeSet<>();
        for (Manifest manifest : rendering.withPods()) {
            for (JsonNode container : manifest.containers()) {
                String image = container.path("image").asText();
                if (!VERSIONED.matcher(image).matches()) {
                    complaints.accept("%s: the image %s names no version".formatted(manifest.title(), image));
                }
                if (Set.of("srl-stream", "preflight")
                        .contains(container.path("name").asText())) {
                    ours.add(image);
                }
            }
            for (JsonNode volume : manifest.pod().path("volumes")) {
                if (volume.has("image")
                        && !PINNED.matcher(volume.at("/image/reference").asText())
                                .matches()) {
                    complaints.accept(manifest.title() + ": the checkpoint is not pinned by its digest");
                }
            }
        }
        if (ours.size() != 1) {
            complaints.accept("service and audit must run one image: " + ours);
        }
    }
}
