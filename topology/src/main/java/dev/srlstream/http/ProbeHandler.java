package dev.srlstream.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.srlstream.health.Probe;
import dev.srlstream.health.ServedModel;
import dev.srlstream.health.ServiceHealth;
import dev.srlstream.health.ServiceStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers a probe: 200 or 503, and in JSON the state, since when, why, and the model. */
public final class ProbeHandler implements HttpHandler {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Probe probe;
    private final ServiceHealth health;
    private final Duration endsWithin;

    /** @param endsWithin how long a service whose stream has failed may take to end */
    public ProbeHandler(Probe probe, ServiceHealth health, Duration endsWithin) {
        this.probe = probe;
        this.health = health;
        this.endsWithin = endsWithin;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Probe.Answer answer = probe.ask(health, endsWithin, Instant.now());
        Answer.json(answer.passes() ? OK : UNAVAILABLE, body(answer)).send(exchange);
    }

    private static String body(Probe.Answer answer) throws JsonProcessingException {
        ServiceStatus status = answer.status();
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("status", answer.passes() ? "pass" : "fail");
        body.put("state", status.state().toString());
        body.put("since", status.since().truncatedTo(ChronoUnit.MILLIS).toString());
        body.put("reason", answer.reason());
        body.put("model", model(status.model()));
        return JSON.writeValueAsString(body);
    }

    private static @Nullable Map<String, @Nullable Object> model(@Nullable ServedModel model) {
        if (model == null) {
            return null;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", model.name());
        fields.put("sha256", model.sha256());
        fields.put("outcome", model.outcome());
        fields.put("policy", model.policy());
        fields.put("device", model.device());
        fields.put("precision", model.precision());
        fields.put("layers", model.layers());
        return fields;
    }
}
