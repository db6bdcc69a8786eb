package dev.srlstream.topics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The partitions that topics have, and consumers that read them without a group. */
public final class TopicPartitions {
    private TopicPartitions() {}

    /**
     * How many partitions the sentences topic has.
     *
     * @throws TopicException when the brokers do not answer or the topic does not exist
     */
    public static int ofSentences(Map<String, Object> clientConfig, String topic) throws TopicException {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(clientConfig, "read_committed")) {
            List<PartitionInfo> found = consumer.partitionsFor(topic);
            if (found == null || found.isEmpty()) {
                throw TopicException.absentSentences(topic);
            }
            return found.size();
        } catch (KafkaException e) {
            throw TopicException.brokers(e, clientConfig);
        }
    }

    /** @throws TopicException when there is no such topic or partition */
    static List<TopicPartition> of(KafkaConsumer<?, ?> consumer, Selection selection) throws TopicException {
        List<PartitionInfo> found = consumer.partitionsFor(selection.topic());
        if (found == null || found.isEmpty()) {
            throw TopicException.absent(selection.topic());
        }
        List<Integer> numbers =
                found.stream().map(PartitionInfo::partition).sorted().toList();
        for (int wanted : selection.partitions()) {
            if (!numbers.contains(wanted)) {
                throw TopicException.noPartition(selection.topic(), wanted, numbers.size());
            }
        }
        return numbers.stream()
                .filter(number -> selection.partitions().isEmpty()
                        || selection.partitions().contains(number))
                .map(number -> new TopicPartition(selection.topic(), number))
                .toList();
    }

    static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> clientConfig, String isolation) {
        Map<String, Object> config = new HashMap<>(clientConfig);
        config.put("isolation.level", isolation);
        config.put("allow.auto.create.topics", false);
        config.put("enable.auto.commit", false);
        // An offset that is gone must not lead back to the beginning in silence.
        config.put("auto.offset.reset", "none");
        config.putIfAbsent("default.api.timeout.ms", TopicException.PATIENCE);
        config.putIfAbsent("request.timeout.ms", TopicException.PATIENCE);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
