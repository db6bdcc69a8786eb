package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.config.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the brokers' logs have come that commits of the service are written to: its frames, its changelog, the offsets of groups
 * and the states of transactions.
 *
 * @param ends by topic, the sum over its partitions
 */
record LogEnds(Map<String, Long> ends) {
    static LogEnds now(Settings settings) throws InterruptedException {
        List<String> topics = List.of(
                settings.framesTopic(), ChangelogSize.topic(settings), "__consumer_offsets", "__transaction_state");
        try (Admin admin = Admin.create(settings.kafkaClientConfig())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (TopicDescription topic :
                    admin.describeTopics(topics).allTopicNames().get().values()) {
                topic.partitions().forEach(info -> partitions.add(new TopicPartition(topic.name(), info.partition())));
            }
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
            Map<String, Long> ends = new HashMap<>();
            admin.listOffsets(latest)
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.merge(partition.topic(), end.offset(), Long::sum));
            return new LogEnds(ends);
        } catch (ExecutionException e) {
            throw new KafkaException("The ends of topics are not to be had: " + e.getCause(), e);
        }
    }

    /** Records that were written to all of them since. */
    long since(LogEnds earlier) {
        return ends.values().stream().mapToLong(Long::longValue).sum()
                - earlier.ends.values().stream().mapToLong(Long::longValue).sum();
    }
}
