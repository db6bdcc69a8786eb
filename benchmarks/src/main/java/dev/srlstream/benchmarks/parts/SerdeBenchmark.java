package dev.srlstream.benchmarks.parts;

import dev.srlstream.decode.FrameDecoder;
import dev.srlstream.event.Frame;
import dev.srlstream.event.ModelReference;
import dev.srlstream.event.Outcome;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.registry.SchemaRegistryClient;
import dev.srlstream.registry.SchemaRegistryConfig;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.serde.AvroDeserializer;
import dev.srlstream.serde.AvroSerializer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Records to bytes and back, by the serde that the service uses, with schemas that the registry has given once. */
@State(Scope.Benchmark)
public class SerdeBenchmark {
    private static final String TOPIC = "topic";

    private final SentenceEvent event = Samples.events().get(0);
    private final SentenceFrames frames = frames(Samples.sentences().get(0));
    private final OneSchemaRegistry eventRegistry = new OneSchemaRegistry(event.getSchema());
    private final OneSchemaRegistry framesRegistry = new OneSchemaRegistry(frames.getSchema());
    private final AvroSerializer<SentenceEvent> eventWriter = AvroSerializer.forValues(client(eventRegistry));
    private final AvroSerializer<SentenceFrames> framesWriter = AvroSerializer.forValues(client(framesRegistry));
    private final AvroDeserializer<SentenceEvent> eventReader =
            AvroDeserializer.forValues(SentenceEvent.class, client(eventRegistry));
    private final AvroDeserializer<SentenceFrames> framesReader =
            AvroDeserializer.forValues(SentenceFrames.class, client(framesRegistry));
    private byte[] eventBytes = {};
    private byte[] framesBytes = {};

    @Setup
    public void setUp() {
        eventBytes = writeEvent();
        framesBytes = writeFrames();
    }

    @TearDown
    public void tearDown() {
        eventRegistry.close();
        framesRegistry.close();
    }

    @Benchmark
    @Counting("records")
    public byte[] writeEvent() {
        return Objects.requireNonNull(eventWriter.serialize(TOPIC, event));
    }

    @Benchmark
    @Counting("records")
    public SentenceEvent readEvent() {
        return Objects.requireNonNull(eventReader.deserialize(TOPIC, eventBytes));
    }

    @Benchmark
    @Counting("records")
    public byte[] writeFrames() {
        return Objects.requireNonNull(framesWriter.serialize(TOPIC, frames));
    }

    @Benchmark
    @Counting("records")
    public SentenceFrames readFrames() {
        return Objects.requireNonNull(framesReader.deserialize(TOPIC, framesBytes));
    }

    private static SchemaRegistryClient client(OneSchemaRegistry registry) {
        return new SchemaRegistryClient(Map.of(SchemaRegistryConfig.URL, registry.url()));
    }

    /** A frame for each predicate, with a wordpiece for each word. */
    private static SentenceFrames frames(Sentence sentence) {
        Random random = new Random(0);
        List<String> labels = Samples.labels();
        FrameDecoder decoder = new FrameDecoder(labels);
        int words = sentence.tokens().size();
        int[] starts = IntStream.range(0, words).toArray();
        List<Frame> frames = sentence.predicates().stream()
                .map(predicate -> decoder.decode(
                                sentence, predicate, starts, Samples.probabilities(labels, words, random))
                        .frame())
                .toList();
        return SentenceFrames.newBuilder()
                .setId(sentence.id())
                .setText(sentence.text())
                .setTokens(sentence.tokens())
                .setFrames(frames)
                .setModel(new ModelReference("model.tar.gz", "0".repeat(64), Outcome.REPAIRED, "fp32"))
                .setAttributes(Map.of())
                .build();
    }
}
