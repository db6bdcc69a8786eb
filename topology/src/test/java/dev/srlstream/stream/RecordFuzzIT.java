package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.config.Settings;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.golden.Golden;
import dev.srlstream.inference.EngineLabeller;
import dev.srlstream.inference.EngineSettings;
import dev.srlstream.inference.InferenceEngine;
import dev.srlstream.inference.SentenceLabeller;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.sentence.SentenceReader;
import dev.srlstream.stream.RandomRecords.Input;
import dev.srlstream.stream.clients.SharedState;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.warmup.CpuLayers;
import dev.srlstream.warmup.WarmModel;
import dev.srlstream.warmup.WarmUp;
import dev.srlstream.warmup.WarmUpListener;
import dev.srlstream.warmup.WarmUpPlan;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Random records through the topology, with a real model: each has exactly one outcome. SECURITY.md says how to do it for longer. */
class RecordFuzzIT {
    private static final int RUNS = Integer.getInteger("fuzz.runs", 700);
    private static final long SEED = Long.getLong("fuzz.seed", 20_201_215);
    private static final int AT_A_TIME = 250;

    static {
        // They log each schema that they cannot read, with its trace.
        ((Logger) LoggerFactory.getLogger("io.confluent")).setLevel(Level.OFF);
        ((Logger) LoggerFactory.getLogger(RecordFailures.class)).setLevel(Level.OFF);
    }

    @TempDir
    private Path cache = Path.of("");

    /** Who reads and writes. */
    enum Serde {
        OURS("dev.srlstream.serde.AvroDeserializer", "dev.srlstream.serde.AvroSerializer"),
        CONFLUENT(
                "io.confluent.kafka.serializers.KafkaAvroDeserializer",
                "io.confluent.kafka.serializers.KafkaAvroSerializer"),
        /** Bytes cannot bring halves of characters, other deserialisers can. */
        NONE(HandedOver.class.getName(), "dev.srlstream.serde.AvroSerializer");

        private final String deserializer;
        private final String serializer;

        Serde(String deserializer, String serializer) {
            this.deserializer = deserializer;
            this.serializer = serializer;
        }
    }

    @ParameterizedTest
    @EnumSource(Serde.class)
    void everyRecordHasExactlyOneOutcome(Serde serde) throws Exception {
        fuzz(serde, RUNS, SEED, cache);
    }

    static void fuzz(Serde serde, int runs, long seed, Path cache) throws Exception {
        OutcomeJudge judge = new OutcomeJudge(serde != Serde.CONFLUENT);
        try (OneRegistry registry = new OneRegistry();
                WarmModel warm = warm(cache);
                InferenceEngine engine = InferenceEngine.start(warm, EngineSettings.ONE_CORE)) {
            RandomRecords records = new RandomRecords(seed, schemas(registry));
            Settings settings = settings(serde, registry);
            SentenceReader reader = new SentenceReader(settings.sentences());
            SentenceLabeller labeller = new EngineLabeller(reader, engine, Fixtures.MODEL);
            SharedState shared = Fixtures.shared(settings);
            long began = System.nanoTime();
            try (TopologyTestDriver driver = new TopologyTestDriver(
                    SentenceTopology.build(settings, shared, () -> labeller), StreamsProperties.of(settings))) {
                for (int done = 0; done < runs; done += AT_A_TIME) {
                    List<Input> inputs = new ArrayList<>();
                    for (int i = 0; i < AT_A_TIME; i++) {
                        inputs.add(serde == Serde.NONE ? HandedOver.input(i, records.event()) : records.next());
                    }
                    judge(driver, inputs, done, judge);
                }
            }
            System.out.printf(
                    "Fuzzed records with %s, seed %d: %d inputs in %d s, %s%n",
                    serde, seed, runs, (System.nanoTime() - began) / 1_000_000_000, judge);
        }
    }

    private static void judge(TopologyTestDriver driver, List<Input> inputs, long firstOffset, OutcomeJudge judge)
            throws Exception {
        TestInputTopic<byte[], byte[]> sentences =
                driver.createInputTopic("sentences", new ByteArraySerializer(), new ByteArraySerializer());
        inputs.forEach(input -> sentences.pipeInput(input.value()));
        TestOutputTopic<byte[], byte[]> frames =
                driver.createOutputTopic("frames", new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TestOutputTopic<byte[], byte[]> rejections =
                driver.createOutputTopic("rejections", new ByteArrayDeserializer(), new ByteArrayDeserializer());
        boolean[] seen = new boolean[inputs.size()];
        int outcomes = 0;
        while (outcomes < inputs.size()) {
            for (TestRecord<byte[], byte[]> outcome : frames.readRecordsToList()) {
                judge.frames(inputs.get(take(seen, OutcomeJudge.offset(outcome) - firstOffset)), outcome);
                outcomes++;
            }
            for (TestRecord<byte[], byte[]> outcome : rejections.readRecordsToList()) {
                judge.rejection(inputs.get(take(seen, OutcomeJudge.offset(outcome) - firstOffset)), outcome);
                outcomes++;
            }
            Thread.sleep(1);
            driver.advanceWallClockTime(SentenceTask.EMIT_INTERVAL);
        }
        assertThat(frames.isEmpty() && rejections.isEmpty()).isTrue();
    }

    private static int take(boolean[] seen, long index) {
        int input = Math.toIntExact(index);
        assertThat(seen[input]).as("whether there is an outcome already").isFalse();
        seen[input] = true;
        return input;
    }

    private static Settings settings(Serde serde, OneRegistry registry) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "schema.registry.url",
                registry.url(),
                "value.deserializer",
                serde.deserializer,
                "value.serializer",
                serde.serializer,
                "sentence.max.characters",
                "2000",
                "record.max.bytes",
                "65536",
                "pending.max",
                Integer.toString(AT_A_TIME),
                "schema.wait.ms",
                "0"));
        // A busy machine is no finding.
        settings.put("transaction.timeout.ms", "600000");
        settings.put("kafka.max.poll.interval.ms", "700000");
        settings.put("registry.http.read.timeout.ms", "60000");
        settings.put("registry.http.connect.timeout.ms", "60000");
        return Fixtures.settings(settings);
    }

    private static List<Integer> schemas(OneRegistry registry) {
        return List.of(
                registry.put(SentenceEvent.getClassSchema().toString(), null),
                registry.put("{\"type\":\"object\"}", "JSON"),
                registry.put("syntax = \"proto3\"; message A {}", "PROTOBUF"),
                registry.put("{\"type\":\"nonsense\"}", null),
                registry.put("\"string\"", null),
                registry.put("{\"type\":\"record\",\"name\":\"a.B\",\"fields\":[]}", null),
                registry.put(
                        "{\"type\":\"record\",\"name\":\"dev.srlstream.event.SentenceEvent\",\"fields\":["
                                + "{\"name\":\"text\",\"type\":\"string\"},{\"name\":\"id\",\"type\":\"string\"},"
                                + "{\"name\":\"tokens\",\"type\":{\"type\":\"array\",\"items\":\"string\"}}]}",
                        null));
    }

    private static WarmModel warm(Path cache) throws Exception {
        WarmUpPlan plan = new WarmUpPlan(
                new CheckpointPaths(Golden.path("flat.tar.gz"), null, null, null),
                Terms.of(Policy.RECONCILE),
                "cpu",
                Precision.FP32,
                CpuLayers.AUTO,
                cache,
                1);
        try (WarmUp warmUp = new WarmUp(plan, WarmUpListener.SILENT)) {
            return warmUp.warm();
        }
    }

    /** Gives events as they were made, by the number that the bytes are. */
    public static final class HandedOver implements Deserializer<Object> {
        private static final Map<Integer, SentenceEvent> EVENTS = new ConcurrentHashMap<>();

        static Input input(int number, SentenceEvent event) {
            EVENTS.put(number, event);
            return new Input(ByteBuffer.allocate(Integer.BYTES).putInt(number).array(), event);
        }

        @Override
        public Object deserialize(String topic, byte[] data) {
            return Objects.requireNonNull(EVENTS.get(ByteBuffer.wrap(data).getInt()));
        }
    }
}
