package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.event.SentenceEvent;
import dev.srlstream.inference.HeldEngine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LargeRecordsTest {
    private static final int LIMIT = 65_536;
    private static final byte[] KEY = {1, 2, 3};

    private final HeldEngine engine = new HeldEngine();
    private final TopologyTestDriver driver =
            Fixtures.driver(Map.of("record.max.bytes", Integer.toString(LIMIT)), engine);
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
    void cutsARecordThatCouldNotBeWrittenOn() {
        byte[] value = new byte[LIMIT];
        Arrays.fill(value, (byte) 7);
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", new byte[] {9});
        sentences.pipeInput(new TestRecord<>(KEY, value, headers));

        TestRecord<byte[], byte[]> rejection = rejections.readRecord();

        assertThat(rejection.key()).isEqualTo(KEY);
        assertThat(rejection.value()).hasSizeLessThan(LIMIT).hasSizeGreaterThan(LIMIT / 2);
        assertThat(rejection.value()).isEqualTo(Arrays.copyOf(value, rejection.value().length));
        assertThat(text(rejection.headers(), "srl.rejection.stage")).isEqualTo("decode");
        assertThat(text(rejection.headers(), "srl.rejection.reason")).contains("record.max.bytes=" + LIMIT);
        assertThat(Integer.parseInt(text(rejection.headers(), "srl.rejection.original.bytes")))
                .isBetween(LIMIT, LIMIT + 100);
        assertThat(rejection.headers().lastHeader("traceparent")).isNotNull();
        assertThat(size(rejection)).isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void leavesOutAKeyThatTakesAllTheRoom() {
        sentences.pipeInput(new TestRecord<>(new byte[LIMIT], new byte[10]));

        TestRecord<byte[], byte[]> rejection = rejections.readRecord();

        assertThat(rejection.key()).isNull();
        assertThat(rejection.value()).hasSize(10);
        assertThat(text(rejection.headers(), "srl.source.offset")).isEqualTo("0");
    }

    @Test
    void rejectsFramesThatWouldBeTooLargeAndReturnsTheSentenceWhole() {
        byte[] value = eventOf("large", "x".repeat(25_000), "y".repeat(25_000));
        sentences.pipeInput(KEY, value);
        sentences.pipeInput(KEY, Fixtures.bytes("next"));
        engine.label("large");
        engine.label("next");

        driver.advanceWallClockTime(SentenceTask.EMIT_INTERVAL);

        TestRecord<byte[], byte[]> rejection = rejections.readRecord();
        assertThat(rejection.value()).isEqualTo(value);
        assertThat(text(rejection.headers(), "srl.rejection.stage")).isEqualTo("write");
        assertThat(text(rejection.headers(), "srl.rejection.reason")).contains("record.max.bytes is " + LIMIT);
        assertThat(rejection.headers().lastHeader("srl.rejection.original.bytes"))
                .isNull();
        assertThat(frames.readValuesToList()).hasSize(1);
    }

    private static byte[] eventOf(String id, String text, String attribute) {
        SentenceEvent event = Fixtures.event(id);
        event.setText(text);
        event.setAttributes(Map.of("attribute", attribute));
        return PlainAvroSerializer.bytes(event);
    }

    private static String text(Headers headers, String name) {
        Header header = Objects.requireNonNull(headers.lastHeader(name), name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static int size(TestRecord<byte[], byte[]> record) {
        int size = record.key().length + record.value().length;
        for (Header header : record.headers()) {
            size += header.key().length() + header.value().length;
        }
        return size;
    }
}
