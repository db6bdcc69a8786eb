package dev.srlstream.quickstart.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rules of docs/monitoring: alerts, and figures that they use. */
public record AlertRules(List<Alert> alerts, List<Expression> records) {
    public static final Path FOLDER = Path.of("..", "docs", "monitoring");
    public static final Path FILE = FOLDER.resolve("srl-stream-rules.yaml");

    /** Each alert with figures on which it fires, and with figures on which it does not, for promtool. */
    public static final Path CASES = FOLDER.resolve("srl-stream-rules-test.yaml");

    static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** @param annotations and labels as they are written */
    public record Alert(String name, Expression expression, JsonNode labels, JsonNode annotations) {}

    public static AlertRules read() throws IOException {
        List<Alert> alerts = new ArrayList<>();
        List<Expression> records = new ArrayList<>();
        for (JsonNode group : YAML.readTree(FILE.toFile()).path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                String promql = rule.path("expr").asText();
                if (rule.has("alert")) {
                    String name = rule.path("alert").asText();
                    alerts.add(new Alert(
                            name, new Expression(name, promql), rule.path("labels"), rule.path("annotations")));
                } else {
                    records.add(new Expression(rule.path("record").asText(), promql));
                }
            }
        }
        return new AlertRules(alerts, records);
    }

    public List<Expression> expressions() {
        List<Expression> all = new ArrayList<>(records);
        alerts.forEach(alert -> all.add(alert.expression()));
        return all;
    }
}
