package dev.srlstream.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.manifests.Manifest;
import dev.srlstream.manifests.Rendering;
import java.util.List;
import java.util.function.Consumer;

/** What selects pods by labels selects some, and the ports that it names are theirs. */
final class Selectors implements Rule {
    @Override
    public void check(Rendering rendering, Consumer<String> complaints) {
        for (Manifest manifest : rendering.all()) {
            Consumer<String> named = complaint -> complaints.accept(manifest.title() + ": " + complaint);
            switch (manifest.kind()) {
                case "Deployment" -> own(manifest, named);
                case "Service" -> {
                    List<Manifest> pods = selected(manifest.at("/spec/selector"), rendering, named);
                    manifest.at("/spec/ports").forEach(port -> port(port.path("targetPort"), pods, named));
                }
                case "NetworkPolicy" -> {
                    List<Manifest> pods = selected(manifest.at("/spec/podSelector/matchLabels"), rendering, named);
                    manifest.at("/spec/ingress")
                            .forEach(rule -> rule.path("ports").forEach(port -> port(port.path("port"), pods, named)));
                }
                case "PodMonitor" -> {
                    List<Manifest> pods = selected(manifest.at("/spec/selector/matchLabels"), rendering, named);
                    manifest.at("/spec/podMetricsEndpoints").forEach(end -> port(end.path("port"), pods, named));
                }
                case "PodDisruptionBudget" -> {
                    selected(manifest.at("/spec/selector/matchLabels"), rendering, named);
                    if (manifest.at("/spec").has("minAvailable")
                            == manifest.at("/spec").has("maxUnavailable")) {
                        named.accept("must have either minAvailable or maxUnavailable");
                    }
                }
                default -> {}
            }
        }
    }

    private static void own(Manifest manifest, Consumer<String> complaints) {
        JsonNode selector = manifest.at("/spec/selector/matchLabels");
        if (selector.isEmpty() || !matches(selector, manifest)) {
            complaints.accept("does not select its own pods");
        }
        manifest.pod().path("topologySpreadConstraints").forEach(spread -> {
            if (!matches(spread.at("/labelSelector/matchLabels"), manifest)) {
                complaints.accept("does not spread its own pods");
            }
        });
    }

    private static List<Manifest> selected(JsonNode selector, Rendering rendering, Consumer<String> complaints) {
        List<Manifest> pods = rendering.withPods().stream()
                .filter(manifest -> !selector.isEmpty() && matches(selector, manifest))
                .toList();
        if (pods.size() != 1) {
            complaints.accept("selects the pods of %d objects".formatted(pods.size()));
        }
        return pods;
    }

    private static boolean matches(JsonNode selector, Manifest manifest) {
        return selector.properties().stream()
                .allMatch(label -> manifest.podLabels().path(label.getKey()).equals(label.getValue()));
    }

    /** By its name: a number would go on to work when the port is changed, but lead elsewhere. */
    private static void port(JsonNode port, List<Manifest> pods, Consumer<String> complaints) {
        boolean known = pods.stream()
                .flatMap(pod -> pod.containers().stream())
                .flatMap(container -> container.path("ports").valueStream())
                .anyMatch(known1 -> known1.path("name").equals(port));
        if (!known) {
            complaints.accept("no port of its pods is named " + port.asText());
        }
    }
}
