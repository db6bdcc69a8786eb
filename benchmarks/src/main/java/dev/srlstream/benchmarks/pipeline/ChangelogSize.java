package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.config.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How much there is to restore from the changelog of pending sentences.
 *
 * @param bytes on the brokers' disks, of all partitions; markers of transactions included
 * @param largestBytes of the largest partition
 * @param records that a restart reads, of all partitions
 * @param largestRecords of the partition with the most
 */
record ChangelogSize(long bytes, long largestBytes, long records, long largestRecords) {
    static ChangelogSize of(Settings settings) throws InterruptedException {
        String topic = topic(settings);
        try (Admin admin = Admin.create(settings.kafkaClientConfig());
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        readCommitted(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            Map<TopicPartition, Long> bytes = bytes(admin, topic);
            Map<TopicPartition, Long> records = records(consumer, partitions);
            return new ChangelogSize(sum(bytes), largest(bytes), sum(records), largest(records));
        } catch (ExecutionException e) {
            throw new KafkaException("The size of topic " + topic + " is not to be had: " + e.getCause(), e);
        }
    }

    static String topic(Settings settings) {
        return settings.applicationId() + "-pending-sentences-changelog";
    }

    private static Map<String, Object> readCommitted(Settings settings) {
        Map<String, Object> config = settings.kafkaClientConfig();
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        return config;
    }

    private static Map<TopicPartition, Long> bytes(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> bytes = new HashMap<>();
        List<Integer> brokers = admin.describeCluster().nodes().get().stream()
                .map(node -> node.id())
                .toList();
        admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
                .flatMap(folders -> folders.values().stream())
                .forEach(folder -> folder.replicaInfos().forEach((partition, replica) -> {
                    if (partition.topic().equals(topic)) {
                        bytes.merge(partition, replica.size(), Math::max);
                    }
                }));
        return bytes;
    }

    private static Map<TopicPartition, Long> records(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> counts = new HashMap<>();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofMillis(200))) {
                counts.merge(new TopicPartition(entry.topic(), entry.partition()), 1L, Long::sum);
            }
        }
        return counts;
    }

    private static long sum(Map<TopicPartition, Long> values) {
        return values.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long largest(Map<TopicPartition, Long> values) {
        return values.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
