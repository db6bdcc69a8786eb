package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.event.SentenceEvent;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.inference.EngineDeadException;
import dev.srlstream.inference.HeldEngine;
import dev.srlstream.sentence.Rejection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SentenceTopologyTest {
    private static final byte[] KEY = {0, -1, 7};
    private static final byte[] GARBAGE = {0, 0, 0, 0, 9, 1};

    private final HeldEngine engine = new HeldEngine();
    private final TopologyTestDriver driver = Fixtures.driver(Map.of(), engine);
    private final TestInputTopic<byte[], byte[]> sentences =
            driver.createInputTopic("sentences", new ByteArraySerializer(), new ByteArraySerializer());
    private final TestOutputTopic<byte[], byte[]> frames =
            driver.createOutputTopic("frames", new ByteArrayDeserializer(), new ByteArrayDeserializer());
    private final TestOutputTopic<byte[], byte[]> rejections =
            driver.createOutputTopic("rejections", new ByteArrayDeserializer(), new ByteArrayDeserializer());

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void writesTheFramesOfASentenceUnderItsKeyAndTimestamp() throws IOException {
        sentences.pipeInput(new TestRecord<>(KEY, Fixtures.bytes("a"), Instant.ofEpochMilli(1_234)));
        engine.label("a");

        driver.advanceWallClockTime(SentenceTask.EMIT_INTERVAL);

        TestRecord<byte[], byte[]> record = frames.readRecord();
        SentenceFrames result = PlainAvro.read(SentenceFrames.class, record.value());
        assertThat(record.key()).isEqualTo(KEY);
        assertThat(record.timestamp()).isEqualTo(1_234);
        assertThat(result.getId()).isEqualTo("a");
        assertThat(result.getText()).isEqualTo("text of a");
        assertThat(result.getTokens()).singleElement().satisfies(token -> assertThat(token.getText())
                .isEqualTo("text of a"));
        assertThat(result.getFrames()).singleElement().satisfies(frame -> assertThat(frame.getDescription())
                .isEqualTo("[V: a]"));
        assertThat(result.getModel()).isEqualTo(Fixtures.MODEL);
        assertThat(result.getAttributes()).isEqualTo(Map.of("source", "a"));
        assertThat(rejections.isEmpty()).isTrue();
    }

    @Test
    void tellsOnFramesWhereTheyComeFrom() {
        sentences.pipeInput(KEY, GARBAGE);
        sentences.pipeInput(new TestRecord<>(KEY, Fixtures.bytes("a"), headers("traceparent", "00-1")));
        engine.label("a");

        driver.advanceWallClockTime(SentenceTask.EMIT_INTERVAL);

        assertThat(texts(frames.readRecord().headers()))
                .containsExactly(
                        Map.entry("traceparent", "00-1"),
                        Map.entry("srl.source.topic", "sentences"),
                        Map.entry("srl.source.partition", "0"),
                        Map.entry("srl.source.offset", "1"),
                        Map.entry("srl.model.sha256", Fixtures.MODEL_SHA256));
    }

    @Test
    void sendsUndecodableBytesBackWithTheReason() {
        sentences.pipeInput(new TestRecord<>(KEY, GARBAGE, headers("traceparent", "00-1"), Instant.ofEpochMilli(77)));

        TestRecord<byte[], byte[]> record = rejections.readRecord();

        assertThat(record.key()).isEqualTo(KEY);
        assertThat(record.value()).isEqualTo(GARBAGE);
        assertThat(record.timestamp()).isEqualTo(77);
        Map<String, String> headers = texts(record.headers());
        assertThat(headers)
                .containsEntry("traceparent", "00-1")
                .containsEntry("srl.rejection.stage", "decode")
                .containsEntry("srl.source.offset", "0")
                .containsEntry("srl.model.sha256", Fixtures.MODEL_SHA256)
                .containsEntry("__streams.errors.exception", "dev.srlstream.sentence.Rejection")
                .containsEntry("__streams.errors.topic", "sentences")
                .containsEntry("__streams.errors.partition", "0")
                .containsEntry("__streams.errors.offset", "0");
        assertThat(headers.get("srl.rejection.reason"))
                .startsWith("Undecodable value")
                .isEqualTo(headers.get("__streams.errors.message"));
    }

    @Test
    void rejectsARecordWithoutAValue() {
        sentences.pipeInput(new TestRecord<>(KEY, null));

        TestRecord<byte[], byte[]> record = rejections.readRecord();

        assertThat(record.value()).isNull();
        assertThat(texts(record.headers()))
                .containsEntry("srl.rejection.stage", "decode")
                .containsEntry("srl.rejection.reason", "The record has no value.");
    }

    @Test
    void rejectsAnInvalidSentence() {
        SentenceEvent event = Fixtures.event("a");
        event.setText("");
        byte[] empty = PlainAvroSerializer.bytes(event);
        sentences.pipeInput(KEY, empty);

        TestRecord<byte[], byte[]> record = rejections.readRecord();

        assertThat(record.value()).isEqualTo(empty);
        assertThat(texts(record.headers()))
                .containsEntry("srl.rejection.stage", "validate")
                .containsEntry("srl.rejection.reason", "The text is empty.");
    }

    @Test
    void rejectsWhatTheEngineRejectsAndSparesItsNeighbours() {
        List.of("a", "b", "c").forEach(id -> sentences.pipeInput(KEY, Fixtures.bytes(id)));
        engine.reject("b", Rejection.Stage.ENCODE, "600 wordpieces, but the model takes 512.");
        List.of("a", "c").forEach(engine::label);

        driver.advanceWallClockTime(SentenceTask.EMIT_INTERVAL);

        assertThat(frames.getQueueSize()).isEqualTo(2);
        TestRecord<byte[], byte[]> rejected = rejections.readRecord();
        assertThat(rejected.value()).isEqualTo(Fixtures.bytes("b"));
        assertThat(texts(rejected.headers()))
                .containsEntry("srl.rejection.stage", "encode")
                .containsEntry("srl.rejection.reason", "600 wordpieces, but the model takes 512.")
                .containsEntry("srl.source.offset", "1");
    }

    @Test
    void leavesNoTraceOfAnEarlierRejectionOnARecordThatIsPublishedAgain() {
        sentences.pipeInput(KEY, GARBAGE);
        Headers rejected = rejections.readRecord().headers();
        sentences.pipeInput(new TestRecord<>(KEY, Fixtures.bytes("a"), rejected));
        engine.label("a");

        driver.advanceWallClockTime(SentenceTask.EMIT_INTERVAL);

        assertThat(texts(frames.readRecord().headers()))
                .containsOnlyKeys("srl.source.topic", "srl.source.partition", "srl.source.offset", "srl.model.sha256")
                .containsEntry("srl.source.offset", "1");
    }

    @Test
    void dropsTheNameOfTheSentencesSchemaFromFrames() {
        sentences.pipeInput(new TestRecord<>(KEY, Fixtures.bytes("a"), headers("__value_schema_id", "x")));
        engine.label("a");

        driver.advanceWallClockTime(SentenceTask.EMIT_INTERVAL);

        assertThat(texts(frames.readRecord().headers())).doesNotContainKey("__value_schema_id");
    }

    @Test
    void keepsARecordWithoutAKeyOrAUsableTimestamp() {
        sentences.pipeInput(new TestRecord<byte[], byte[]>(null, Fixtures.bytes("a"), Instant.EPOCH));
        engine.label("a");

        driver.advanceWallClockTime(SentenceTask.EMIT_INTERVAL);

        assertThat(frames.readRecord().key()).isNull();
    }

    @Test
    void stopsWhenTheEngineIsDead() {
        sentences.pipeInput(KEY, Fixtures.bytes("a"));
        engine.die();

        assertThatThrownBy(() -> driver.advanceWallClockTime(Duration.ofSeconds(1)))
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasStackTraceContaining(EngineDeadException.class.getName());

        assertThat(frames.isEmpty()).isTrue();
        assertThat(rejections.isEmpty()).isTrue();
    }

    @Test
    void isDescribedWithoutAModel() {
        String description = SentenceTopology.describe(Fixtures.settings(Map.of("topic.frames", "results")));

        assertThat(description)
                .contains("topics: [sentences]")
                .contains("stores: [pending-sentences]")
                .contains("topic: results")
                .contains("topic: rejections");
    }

    private static RecordHeaders headers(String key, String value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(key, value.getBytes(StandardCharsets.UTF_8));
        return headers;
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        for (Header header : headers) {
            String earlier = texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            assertThat(earlier).as("a second header %s", header.key()).isNull();
        }
        return texts;
    }
}
