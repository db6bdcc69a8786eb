package dev.srlstream.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PrometheusRuleTest {
    private static final Path RULES = Path.of("..", "docs", "monitoring", "srl-stream-rules.yaml");
    private static final Path OBJECT =
            Renderings.FOLDER.resolve("components").resolve("monitoring").resolve("prometheusrule.yaml");

    private static final String HEAD = """
            # Generated from docs/monitoring/srl-stream-rules.yaml; PrometheusRuleTest says how.
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata:
              name: srl-stream
            spec:
            """;

    private static final String REGENERATE =
            "mvn test -pl kubernetes-manifests -am -Dtest=PrometheusRuleTest -Dregenerate -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void theObjectHoldsTheRulesOfTheDocuments() throws IOException {
        String expected = HEAD
                + Files.readAllLines(RULES).stream()
                        .map(line -> line.isEmpty() ? line : "  " + line)
                        .collect(Collectors.joining("\n", "", "\n"));
        if (System.getProperty("regenerate") != null) {
            Files.writeString(OBJECT, expected);
        }

        assertThat(OBJECT).as("prometheusrule.yaml is stale; %s", REGENERATE).hasContent(expected);
    }

    @Test
    void theObjectIsWhatTheRulesAre() throws IOException {
        Manifest object = Rendering.parse(Files.readString(OBJECT)).the("PrometheusRule", "srl-stream");

        assertThat(object.at("/spec")).isEqualTo(Rendering.YAML.readTree(RULES.toFile()));
    }
}
