package dev.srlstream.stream;

import dev.srlstream.config.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Sees to it that every partition of the sentences topic has a committed position before anything is read. Kafka Streams would begin
 * anew where there is none; but brokers also forget positions (a week after the last instance has left, by default), and one that
 * has just started may not know them yet: a second outcome for every sentence. So only a partition that has never been worked on
 * gets a first position, its beginning; anything else is the operator's decision.
 */
final class StartPositions {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Admin admin;
    private final Settings settings;
    private final Duration patience;

    StartPositions(Admin admin, Settings settings) {
        this(admin, settings, PATIENCE);
    }

    /** @param patience how long brokers may still be finding out, and other instances be on their way in or out */
    StartPositions(Admin admin, Settings settings, Duration patience) {
        this.admin = admin;
        this.settings = settings;
        this.patience = patience;
    }

    /**
     * Returns when every partition has a position from which nothing is skipped and nothing is done again.
     *
     * @throws StartPositionException when one has not
     * @throws KafkaException when the brokers do not answer or a right is missing
     */
    void settle() throws StartPositionException {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                PositionCheck check = look();
                if (check.problems().isEmpty() && (check.fresh().isEmpty() || begin(check.fresh()))) {
                    return;
                }
                if (System.nanoTime() > deadline) {
                    throw new StartPositionException(check.refusal(settings));
                }
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException fault ? fault : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private PositionCheck look() throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = partitions(settings.sentencesTopic());
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(settings.applicationId())
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, Long> begins = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        PositionCheck check = new PositionCheck(new HashMap<>(), new TreeMap<>());
        Map<Integer, Long> worked =
                workedOn(partitions.stream().anyMatch(partition -> committed.get(partition) == null));
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata position = committed.get(partition);
            check.add(
                    partition,
                    position == null ? null : position.offset(),
                    begins.get(partition),
                    ends.get(partition),
                    worked.getOrDefault(partition.partition(), 0L) > 0);
        }
        return check;
    }

    /** By partition, how far the changelog of what is pending has been written: at least once for a partition that was worked on. */
    private Map<Integer, Long> workedOn(boolean matters) throws ExecutionException, InterruptedException {
        if (!matters) {
            return Map.of();
        }
        try {
            return offsets(partitions(SentenceTopology.changelogTopic(settings)), OffsetSpec.latest())
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(end -> end.getKey().partition(), Map.Entry::getValue));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Map.of();
            }
            throw e;
        }
    }

    /** Commits first positions. Returns false where other instances are about, who may have done so. */
    private boolean begin(Map<TopicPartition, Long> fresh) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets = fresh.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, begin -> new OffsetAndMetadata(begin.getValue())));
        try {
            admin.alterConsumerGroupOffsets(settings.applicationId(), offsets)
                    .all()
                    .get();
            return true;
        } catch (ExecutionException groupHasMembers) {
            return false;
        }
    }

    private List<TopicPartition> partitions(String topic) throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        return admin
                .listOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec)))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, found -> found.getValue().offset()));
    }
}
