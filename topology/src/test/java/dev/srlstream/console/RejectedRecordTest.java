package dev.srlstream.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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
    void keepsTheRawBytesInJson() {
        // Given
        RejectedRecord rejected = RejectedRecord.of(entry(null));
        // When
        String json = rejected.json();
        // Then
        assertThat(json)
                .contains("\"source\":\"sentences-3@17\"", "\"key_b64\":null", "\"value_b64\":\"AAEC\"")
                .contains("\"timestamp\":\"1970-01-01T00:00:01Z\"");
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
