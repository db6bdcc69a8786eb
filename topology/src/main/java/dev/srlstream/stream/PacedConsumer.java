package dev.srlstream.stream;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A stream thread's consumer that waits longer for records while its thread is idle. Owned by Kafka Streams. */
final class PacedConsumer extends KafkaConsumer<byte[], byte[]> {
    private final Pace pace;

    PacedConsumer(Map<String, Object> config, Pace pace) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.pace = pace;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        if (timeout.isZero()) {
            return super.poll(timeout);
        }
        ConsumerRecords<byte[], byte[]> records =
                super.poll(pace.wait(timeout, assignment().size()));
        if (!records.isEmpty()) {
            pace.records();
        }
        return records;
    }
}
