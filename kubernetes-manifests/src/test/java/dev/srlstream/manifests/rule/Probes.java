package dev.srlstream.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.manifests.Manifest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Probes ask a port that there is. Not even an API server looks whether a probe's port has the name of one. */
final class Probes implements Rule.OfPods {
    private static final List<String> KINDS = List.of("startupProbe", "readinessProbe", "livenessProbe");

    @Override
    public void check(Manifest manifest, Consumer<String> complaints) {
        for (JsonNode container : manifest.containers()) {
            Set<String> ports = new TreeSet<>();
            container.path("ports").forEach(port -> {
                ports.add(port.path("name").asText());
                ports.add(port.path("containerPort").asText());
            });
            for (String kind : KINDS) {
                if (container.has(kind)) {
                    check(kind, container.path(kind), ports, complaints);
                } else if (container.path("name").asText().equals("srl-stream")) {
                    complaints.accept("has no " + kind);
                }
            }
        }
    }

    private static void check(String kind, JsonNode probe, Set<String> ports, Consumer<String> complaints) {
        String port = probe.at("/httpGet/port").asText();
        if (!ports.contains(port)) {
            complaints.accept(kind + ": no port is " + port);
        }
        if (!kind.equals("readinessProbe") && probe.path("successThreshold").asInt(1) != 1) {
            complaints.accept(kind + ": successThreshold must be 1");
        }
        for (String field : List.of("periodSeconds", "timeoutSeconds", "failureThreshold")) {
            if (probe.path(field).asInt() < 1) {
                complaints.accept(kind + ": " + field + " must be 1 or more, and is not left to a default");
            }
        }
        if (probe.path("timeoutSeconds").asInt() > probe.path("periodSeconds").asInt()) {
            complaints.accept(kind + ": timeoutSeconds is longer than periodSeconds");
        }
    }
}
