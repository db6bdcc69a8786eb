package dev.srlstream.stream;

import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.Settings;
import dev.srlstream.event.ModelReference;
import dev.srlstream.event.Outcome;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.event.Token;
import dev.srlstream.sentence.Reading;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.sentence.Sentence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

final class Fixtures {
    static final String MODEL_SHA256 = "c0ffee";

    static final ModelReference MODEL = new ModelReference("model.tar.gz", MODEL_SHA256, Outcome.REPAIRED, "fp32");

    /** Refuses empty texts; takes any other text for one word, which is the predicate. */
    static final Function<SentenceEvent, Reading> READER = event -> event.getText()
                    .isEmpty()
            ? new Reading.Rejected(new Rejection(Rejection.Stage.VALIDATE, "The text is empty."))
            : new Reading.Accepted(new Sentence(
                    event.getId(),
                    event.getText(),
                    List.of(new Token(event.getText(), 0, event.getText().length())),
                    List.of(0),
                    event.getAttributes()));

    private Fixtures() {}

    static Settings settings(Map<String, String> overrides) {
        Map<String, String> all = new HashMap<>(Map.of(
                "value.serializer", PlainAvroSerializer.class.getName(),
                "value.deserializer", PlainAvroDeserializer.class.getName(),
                "engine.batch.tokens", "50"));
        all.putAll(overrides);
        try {
            return Settings.load(null, Map.of(), all).fittedTo("cpu");
        } catch (ConfigurationException e) {
            throw new AssertionError(e);
        }
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
