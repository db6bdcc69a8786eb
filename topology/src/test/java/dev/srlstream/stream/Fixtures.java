package dev.srlstream.stream;

import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.Settings;
import dev.srlstream.event.ModelReference;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.inference.HeldEngine;
import dev.srlstream.stream.clients.SharedState;
import java.util.HashMap;
import java.util.Map;

final class Fixtures {
    static final ModelReference MODEL = HeldEngine.MODEL;
    static final String MODEL_SHA256 = MODEL.getCheckpointSha256();

    private Fixtures() {}

    static Settings settings(Map<String, String> overrides) {
        Map<String, String> all = new HashMap<>(Map.of(
                "value.serializer", PlainAvroSerializer.class.getName(),
                "value.deserializer", PlainAvroDeserializer.class.getName(),
                "engine.batch.tokens", "50"));
        all.putAll(overrides);
        try {
            return Settings.load(null, Map.of(), all);
        } catch (ConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    static SharedState shared(Settings settings) {
        return SharedState.of(settings, settings.sizing("cpu"));
    }

    static SentenceEvent event(String id) {
        return SentenceEvent.newBuilder()
                .setId(id)
                .setText("text of " + id)
                .setAttributes(Map.of("source", id))
                .build();
    }

    static byte[] bytes(String id) {
        return PlainAvroSerializer.bytes(event(id));
    }
}
