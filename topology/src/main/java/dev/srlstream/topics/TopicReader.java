package dev.srlstream.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Topics from their beginning, committed records only; without a consumer group, so nothing is left on the brokers. Confined
 * to the thread that opened it, which closes it.
 */
public final class TopicReader implements AutoCloseable {
    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final Map<String, Object> clientConfig;

    private TopicReader(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, Map<String, Object> clientConfig) {
        this.consumer = consumer;
        this.ends = ends;
        this.clientConfig = clientConfig;
    }

    /**
     * Opens topics at their beginning.
     *
     * @param clientConfig how to reach the brokers
     * @throws TopicException when the brokers do not answer or a topic does not exist
     */
    public static TopicReader open(Map<String, Object> clientConfig, List<String> topics) throws TopicException {
        Map<String, Object> config = new HashMap<>(clientConfig);
        config.put("isolation.level", "read_committed");
        config.put("allow.auto.create.topics", false);
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.putIfAbsent("default.api.timeout.ms", TopicException.PATIENCE);
        config.putIfAbsent("request.timeout.ms", TopicException.PATIENCE);
        Consumer<byte[], byte[]> consumer = null;
        try {
            consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            List<TopicPartition> partitions = partitions(consumer, topics);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return new TopicReader(consumer, consumer.endOffsets(partitions), clientConfig);
        } catch (KafkaException | TopicException e) {
            if (consumer != null) {
                consumer.close(CloseOptions.timeout(Duration.ZERO));
            }
            throw e instanceof TopicException known ? known : TopicException.brokers((KafkaException) e, clientConfig);
        }
    }

    /**
     * The next records; none when there are none within the time.
     *
     * @throws TopicException when the brokers refuse them
     */
    public ConsumerRecords<byte[], byte[]> poll(Duration patience) throws TopicException {
        try {
            return consumer.poll(patience);
        } catch (KafkaException e) {
            throw TopicException.brokers(e, clientConfig);
        }
    }

    /**
     * Whether all that was there when the topics were opened has been read.
     *
     * @throws TopicException when the brokers do not answer
     */
    public boolean atEnd() throws TopicException {
        try {
            return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        } catch (KafkaException e) {
            throw TopicException.brokers(e, clientConfig);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> consumer, List<String> topics) throws TopicException {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            List<PartitionInfo> found = consumer.partitionsFor(topic);
            if (found == null || found.isEmpty()) {
                throw TopicException.absent(topic);
            }
            found.forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
        }
        return partitions;
    }
}
