package dev.srlstream.quickstart.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The dashboard of docs/monitoring, for Grafana. */
public record Dashboard(JsonNode content) {
    public static Dashboard read() throws IOException {
        return new Dashboard(new ObjectMapper()
                .readTree(AlertRules.FOLDER.resolve("srl-stream-dashboard.json").toFile()));
    }

    List<JsonNode> panels() {
        List<JsonNode> panels = new ArrayList<>();
        content.path("panels").forEach(panels::add);
        return panels;
    }

    /** What its panels ask for, as Grafana would put it for an application and half a minute. */
    public List<Expression> expressions(String application) {
        List<Expression> expressions = new ArrayList<>();
        for (JsonNode panel : panels()) {
            for (JsonNode target : panel.path("targets")) {
                String promql = target.path("expr")
                        .asText()
                        .replace("$application", application)
                        .replace("$__rate_interval", "30s")
                        .replace("$__range", "1h");
                expressions.add(new Expression(panel.path("title").asText(), promql));
            }
        }
        return expressions;
    }
}
