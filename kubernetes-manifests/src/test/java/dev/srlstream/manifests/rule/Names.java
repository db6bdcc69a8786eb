package dev.srlstream.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.manifests.Manifest;
import dev.srlstream.manifests.Rendering;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Names and labels are spelled as Kubernetes demands, nothing exists twice, and all is in one namespace. */
final class Names implements Rule {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern SUBDOMAIN =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern PORT = Pattern.compile("(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern VALUE = Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9])?");
    private static final Pattern KEY =
            Pattern.compile("([a-z0-9.-]{1,253}/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

    @Override
    public void check(Rendering rendering, Consumer<String> complaints) {
        Set<String> seen = new HashSet<>();
        String namespace = rendering.of("Namespace").stream()
                .map(Manifest::name)
                .findFirst()
                .orElse("none");
        for (Manifest manifest : rendering.all()) {
            Consumer<String> named = complaint -> complaints.accept(manifest.title() + ": " + complaint);
            if (!seen.add(manifest.title())) {
                named.accept("is there twice");
            }
            if (!manifest.kind().equals("Namespace")
                    && !manifest.at("/metadata/namespace").asText().equals(namespace)) {
                named.accept("is not in the namespace " + namespace);
            }
            spelling(manifest, named);
        }
    }

    private static void spelling(Manifest manifest, Consumer<String> complaints) {
        matches(SUBDOMAIN, "a DNS name", manifest.at("/metadata/name"), complaints);
        if (manifest.kind().equals("Service")) {
            matches(LABEL, "a DNS label", manifest.at("/metadata/name"), complaints);
        }
        labels(manifest.labels(), complaints);
        labels(manifest.podLabels(), complaints);
        for (JsonNode container : manifest.containers()) {
            matches(LABEL, "a DNS label", container.path("name"), complaints);
            container.path("ports").forEach(port -> matches(PORT, "a name of a port", port.path("name"), complaints));
        }
        manifest.pod()
                .path("volumes")
                .forEach(volume -> matches(LABEL, "a DNS label", volume.path("name"), complaints));
    }

    private static void labels(JsonNode labels, Consumer<String> complaints) {
        labels.properties().forEach(label -> {
            matches(VALUE, "a value of a label", label.getValue(), complaints);
            if (!KEY.matcher(label.getKey()).matches()) {
                complaints.accept(label.getKey() + " is not the key of a label");
            }
        });
    }

    private static void matches(Pattern pattern, String what, JsonNode name, Consumer<String> complaints) {
        if (!pattern.matcher(name.asText()).matches()) {
            complaints.accept("'" + name.asText() + "' is not " + what);
        }
    }
}
