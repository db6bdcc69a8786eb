package dev.srlstream.stream.clients;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A stream thread's consumer that asks for records as {@link Polling} does. Owned by Kafka Streams. */
public final class PacedConsumer extends KafkaConsumer<byte[], byte[]> {
    private final Polling polling;

    public PacedConsumer(Map<String, Object> config, SharedState shared) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        polling = new Polling(this, super::poll, shared);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        return polling.poll(timeout);
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        polling.paused(partitions);
        super.pause(partitions);
    }
}
