package dev.srlstream.stream;

import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.Settings;
import dev.srlstream.event.ModelReference;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.inference.HeldEngine;
import dev.srlstream.inference.SentenceLabeller;
import dev.srlstream.inference.Submission;
import dev.srlstream.sentence.Labelling;
import dev.srlstream.stream.clients.SharedState;
import dev.srlstream.stream.clients.UnknownSchemas;
import dev.srlstream.stream.outcomes.StreamListener;
import dev.srlstream.stream.pending.PendingSentence;
import dev.srlstream.stream.pending.PendingSentenceSerde;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

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

    /** The topology without brokers. */
    static TopologyTestDriver driver(Map<String, String> overrides, SentenceLabeller labeller) {
        Settings settings = settings(overrides);
        return new TopologyTestDriver(
                SentenceTopology.build(settings, shared(settings), () -> labeller), StreamsProperties.of(settings));
    }

    /** A task's store of pending sentences, in its context. */
    static KeyValueStore<Integer, PendingSentence> store(MockProcessorContext<byte[], OutputRecord> context) {
        KeyValueStore<Integer, PendingSentence> pending = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(SentenceTopology.PENDING_STORE),
                        Serdes.Integer(),
                        new PendingSentenceSerde())
                .withLoggingDisabled()
                .build();
        pending.init(context.getStateStoreContext(), pending);
        context.addStateStore(pending);
        return pending;
    }

    /** What becomes of a value that is read once and labelled at once. */
    static Labelling outcome(Deserializer<?> deserializer, byte[] value) {
        HeldEngine engine = new HeldEngine();
        UnknownSchemas impatient = new UnknownSchemas(Duration.ZERO, () -> 0);
        PendingSentence sentence = new PendingSentence(
                0, 1_000, null, value, new RecordHeaders(), "sentences", 3, 0, PendingSentence.WHOLE);
        Submission submission = new EventReader(deserializer, engine::label, impatient, StreamListener.SILENT)
                .read(sentence, 0)
                .orElseThrow();
        engine.submitted().forEach(engine::label);
        return submission.join();
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
