package dev.srlstream.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.event.SentenceEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RejectedRecordTest {
    @Test
    void saysWhichRecordWasRejectedWhereAndWhy() {
        // Given
        RejectedRecord rejected = RejectedRecord.of(entry("k\u001b[2J"));
        // When
        String line = rejected.line(Style.PLAIN);
        // Then
        assertThat(line).isEqualTo("rejected sentences-3@17 key k\\u001b[2J (validate): The text is empty.");
    }

    @Test
    void hasInJsonTheRawBytesAndWhatPublishReads() {
        // Given
        ConsumerRecord<byte[], byte[]> entry = entry("k");
        header(entry, "trace", "7");
        header(entry, "srl.rejection.exception", "java.lang.IllegalStateException");
        SentenceEvent sentence = SentenceEvent.newBuilder()
                .setId("s1")
                .setText("She left.")
                .setTokens(List.of("She", "left", "."))
                .setPredicates(List.of(7))
                .setAttributes(Map.of("a", "b"))
                .build();
        // When
        RejectedRecord rejected = RejectedRecord.of(entry);
        // Then
        assertThat(rejected.json(sentence))
                .isEqualTo("{\"source\":\"sentences-3@17\",\"stage\":\"validate\",\"reason\":\"The text is empty.\","
                        + "\"exception\":\"java.lang.IllegalStateException\",\"original_bytes\":null,"
                        + "\"key_b64\":\"aw==\",\"value_b64\":\"AAEC\",\"timestamp\":\"1970-01-01T00:00:01Z\","
                        + "\"partition\":3,\"key\":\"k\",\"headers\":{\"trace\":\"7\"},\"id\":\"s1\",\"text\":\"She left.\","
                        + "\"tokens\":[\"She\",\"left\",\".\"],\"predicates\":[7],\"language\":\"en\","
                        + "\"attributes\":{\"a\":\"b\"}}");
        assertThat(RejectedRecord.of(entry(null)).json(null))
                .contains("\"key_b64\":null", "\"key\":null", "\"value_b64\":\"AAEC\"")
                .doesNotContain("\"text\"");
    }

    @Test
    void hasNoKeyWhereTheTopicDemandedOne() {
        assertThat(RejectedRecord.of(entry("sentences-3@17")).key()).isNull();
    }

    @Test
    void withMetadataKeepsBytesThatAreNoTextAndRepeatedHeaders() {
        // Given
        ConsumerRecord<byte[], byte[]> entry = new ConsumerRecord<>("frames", 1, 5, new byte[] {-1}, new byte[0]);
        header(entry, "a", "\u001b[2J");
        header(entry, "b", "1");
        header(entry, "b", "2");
        entry.headers().add("c", null);
        // When, Then
        assertThat(RecordMetadata.line(entry, Style.PLAIN))
                .isEqualTo("frames-1@5 null key=base64:/w== a=\\u001b[2J b=1 b=2 c=null");
        assertThat(RecordMetadata.json(entry, "{\"id\":\"1\"}"))
                .isEqualTo(
                        "{\"partition\":1,\"offset\":5,\"timestamp\":null,\"key\":{\"base64\":\"/w==\"},"
                                + "\"headers\":{\"a\":\"\\u001B[2J\",\"b\":[\"1\",\"2\"],\"c\":null},\"value\":{\"id\":\"1\"}}");
    }

    private static ConsumerRecord<byte[], byte[]> entry(@org.jspecify.annotations.Nullable String key) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        ConsumerRecord<byte[], byte[]> entry = new ConsumerRecord<>(
                "rejections",
                0,
                1,
                1000,
                org.apache.kafka.common.record.TimestampType.CREATE_TIME,
                0,
                3,
                keyBytes,
                new byte[] {0, 1, 2},
                new org.apache.kafka.common.header.internals.RecordHeaders(),
                java.util.Optional.empty());
        header(entry, "__streams.errors.topic", "sentences");
        header(entry, "__streams.errors.partition", "3");
        header(entry, "__streams.errors.offset", "17");
        header(entry, "srl.rejection.stage", "validate");
        header(entry, "srl.rejection.reason", "The text is empty.");
        return entry;
    }

    private static void header(ConsumerRecord<?, ?> entry, String name, String value) {
        entry.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
