package dev.srlstream.stream;

import dev.srlstream.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The partitions of the sentences topic, as the brokers know them now, and what an application may set about them. */
final class SourcePartitions {
    private final Admin admin;
    private final String group;
    private final String topic;
    private final String changelog;

    /** @param admin stays the caller's */
    SourcePartitions(Settings settings, Admin admin) {
        this.admin = admin;
        this.group = settings.applicationId();
        this.topic = settings.sentencesTopic();
        this.changelog = SentenceTopology.changelogTopic(settings);
    }

    /** All of them, by number. */
    List<SourcePartition> look() throws ExecutionException, InterruptedException {
        int count = partitions(topic);
        // In this order: in the other, an instance that begins meanwhile would have worked without having committed.
        Map<TopicPartition, Long> worked = offsets(changelog, changelogPartitions(), OffsetSpec.latest());
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        Map<TopicPartition, Long> starts = offsets(topic, count, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(topic, count, OffsetSpec.latest());
        return IntStream.range(0, count)
                .mapToObj(number -> {
                    TopicPartition partition = new TopicPartition(topic, number);
                    OffsetAndMetadata offset = committed.get(partition);
                    return new SourcePartition(
                            number,
                            offset == null ? null : offset.offset(),
                            Objects.requireNonNull(starts.get(partition)),
                            Objects.requireNonNull(ends.get(partition)),
                            worked.getOrDefault(new TopicPartition(changelog, number), 0L) > 0);
                })
                .toList();
    }

    /** How many the changelog has; 0 before the application's first start. */
    int changelogPartitions() throws ExecutionException, InterruptedException {
        try {
            return partitions(changelog);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw e;
        }
    }

    /** Topics other than the one of sentences in which the application has committed offsets. */
    SortedSet<String> otherTopics() throws ExecutionException, InterruptedException {
        SortedSet<String> topics = new TreeSet<>();
        for (TopicPartition partition : committed().keySet()) {
            topics.add(partition.topic());
        }
        topics.remove(topic);
        return topics;
    }

    /** Commits the beginning of partitions for the application. Returns whether the brokers took it: not while it has members. */
    boolean begin(List<SourcePartition> partitions) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> beginnings = new HashMap<>();
        for (SourcePartition partition : partitions) {
            beginnings.put(new TopicPartition(topic, partition.number()), new OffsetAndMetadata(partition.start()));
        }
        try {
            admin.alterConsumerGroupOffsets(group, beginnings).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownMemberIdException) {
                return false;
            }
            throw e;
        }
    }

    /** Adds partitions to the changelog. Returns whether it has them: not without the right to alter it. */
    boolean extendChangelog(int count) throws ExecutionException, InterruptedException {
        try {
            admin.createPartitions(Map.of(changelog, NewPartitions.increaseTo(count)))
                    .all()
                    .get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return false;
            }
            if (e.getCause() instanceof InvalidPartitionsException) {
                return true; // Another instance was faster.
            }
            throw e;
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private int partitions(String of) throws ExecutionException, InterruptedException {
        return Objects.requireNonNull(
                        admin.describeTopics(List.of(of)).allTopicNames().get().get(of))
                .partitions()
                .size();
    }

    private Map<TopicPartition, Long> offsets(String of, int count, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        IntStream.range(0, count).forEach(number -> asked.put(new TopicPartition(of, number), which));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                admin.listOffsets(asked).all().get();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        found.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }
}
