package dev.srlstream.quickstart.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AlertRulesTest {
    @Test
    void eachAlertSaysHowBadItIsAndWhatToDo() throws IOException {
        List<AlertRules.Alert> alerts = AlertRules.read().alerts();

        assertThat(alerts).hasSizeGreaterThan(10).allSatisfy(alert -> {
            assertThat(alert.labels().path("severity").asText()).isIn("critical", "warning");
            assertThat(alert.annotations().path("summary").asText()).isNotEmpty();
            assertThat(alert.annotations().path("description").asText()).endsWith(".");
        });
    }

    @Test
    void eachAlertIsTriedWithFiguresOnWhichItFiresAndOnWhichItIsSilent() throws IOException {
        // Given
        List<String> untried = new ArrayList<>();
        for (AlertRules.Alert alert : AlertRules.read().alerts()) {
            untried.add(alert.name() + " fires");
            untried.add(alert.name() + " is silent");
        }

        // When
        for (JsonNode test : AlertRules.YAML.readTree(AlertRules.CASES.toFile()).path("tests")) {
            for (JsonNode tried : test.path("alert_rule_test")) {
                boolean fires = !tried.path("exp_alerts").isEmpty();
                String name = tried.path("alertname").asText() + (fires ? " fires" : " is silent");
                assertThat(test.path("name").asText()).startsWith(name + ": ");
                // An alert that has nothing to look at is silent in any case.
                assertThat(series(test))
                        .as(name)
                        .containsAll(inputs(tried.path("alertname").asText()));
                untried.remove(name);
            }
        }

        // Then
        assertThat(untried).isEmpty();
    }

    private static Set<String> series(JsonNode test) {
        Set<String> names = new TreeSet<>();
        test.path("input_series")
                .forEach(series -> names.add(series.path("series").asText().replaceFirst("\\{.*", "")));
        return names;
    }

    /** The metrics that an alert asks for, through its figures as well. */
    private static Set<String> inputs(String name) throws IOException {
        AlertRules rules = AlertRules.read();
        Set<String> inputs = new TreeSet<>();
        rules.alerts().stream()
                .filter(alert -> alert.name().equals(name))
                .forEach(alert -> inputs.addAll(alert.expression().metrics()));
        for (Expression figure : rules.records()) {
            if (inputs.remove(figure.place())) {
                inputs.addAll(figure.metrics());
            }
        }
        return inputs;
    }
}
