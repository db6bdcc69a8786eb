package dev.srlstream.reliability.oracle;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads partitions once, from their beginning to somewhere. */
public final class TopicScan {
    private TopicScan() {}

    /** @param ends where to stop, by partition; readers of that isolation level must be able to come so far */
    public static void read(
            String servers,
            IsolationLevel isolation,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> records) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        isolation.toString().toLowerCase(Locale.ROOT)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
                    if (end != null && record.offset() < end) {
                        records.accept(record);
                    }
                });
            }
        }
    }

    /**
     * How many records were written in transactions that were aborted.
     *
     * @param ends of partitions for readers of committed records: what comes later may still be committed
     */
    public static long aborted(String servers, Map<TopicPartition, Long> ends) {
        return count(servers, IsolationLevel.READ_UNCOMMITTED, ends)
                - count(servers, IsolationLevel.READ_COMMITTED, ends);
    }

    private static long count(String servers, IsolationLevel isolation, Map<TopicPartition, Long> ends) {
        long[] count = {0};
        read(servers, isolation, ends, record -> count[0]++);
        return count[0];
    }
}
