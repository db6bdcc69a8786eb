package dev.srlstream.reliability.oracle;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads partitions once, from their beginning to somewhere. */
public final class TopicScan {
    private static final Duration POLL = Duration.ofMillis(200);

    private TopicScan() {}

    /**
     * Reads records up to an end.
     *
     * @param ends where to stop, by partition; readers of that isolation level must be able to come so far
     * @throws IllegalStateException when nothing can be read for some minutes
     */
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
            Map<TopicPartition, Long> positions = Map.of();
            long since = System.nanoTime();
            while (!reached(positions, ends)) {
                consumer.poll(POLL).forEach(record -> {
                    Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
                    if (end != null && record.offset() < end) {
                        records.accept(record);
                    }
                });
                Map<TopicPartition, Long> now = positions(consumer);
                if (!now.equals(positions)) {
                    positions = now;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > Questions.PATIENCE.toNanos()) {
                    throw new IllegalStateException("For %d s nothing could be read of %s, which was read up to %s."
                            .formatted(Questions.PATIENCE.toSeconds(), ends, positions));
                }
            }
        }
    }

    private static boolean reached(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), -1L) >= end.getValue());
    }

    /** Of the partitions whose leaders have answered; a broker that is down does not. */
    static Map<TopicPartition, Long> positions(KafkaConsumer<byte[], byte[]> consumer) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            try {
                positions.put(partition, consumer.position(partition, POLL));
            } catch (TimeoutException notYet) {
                // Asked again after the next poll.
            }
        }
        return positions;
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
