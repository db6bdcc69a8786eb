package dev.srlstream.stream;

import dev.srlstream.config.Settings;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.service.TopicEvents.BeginsAtBeginning;
import dev.srlstream.log.service.TopicEvents.ChangelogExtended;
import dev.srlstream.log.service.TopicEvents.WaitingForPositions;
import dev.srlstream.stream.SourcePartition.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Where the application goes on reading. A partition that it has never worked on begins at its beginning, and that is committed
 * before anything is consumed; every other one goes on at its committed offset. Where there is none, or sentences behind it are
 * gone, any choice would label sentences again or skip them, so it is the operator's.
 */
public final class StartOffsets {
    private static final EventLog LOG = EventLog.of(StartOffsets.class);

    /** A coordinator that has just started can miss, for a moment, what is committed. */
    private static final Duration UNTIL_LOADED = Duration.ofSeconds(10);

    /** An instance that was killed is a member for Kafka's session timeout, 45 s by default. */
    private static final Duration UNTIL_LEFT = Duration.ofMinutes(1);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Settings settings;
    private final SourcePartitions source;

    /** @param admin stays the caller's */
    public StartOffsets(Settings settings, Admin admin) {
        this.settings = settings;
        this.source = new SourcePartitions(settings, admin);
    }

    /**
     * Finds out whether the application can go on, and changes nothing.
     *
     * @throws StartOffsetException when it cannot
     * @throws KafkaException when the brokers do not answer
     */
    public void check() throws StartOffsetException {
        repeat(UNTIL_LOADED, this::objection);
    }

    /**
     * Makes sure that every partition has an offset to go on at, and Kafka Streams a changelog for it.
     *
     * @return how many partitions there are
     * @throws StartOffsetException when the operator has to choose one, or to stop other instances
     * @throws KafkaException when the brokers do not answer
     */
    int settle() throws StartOffsetException {
        return repeat(UNTIL_LEFT, partitions -> {
            Optional<StartOffsetException> objection = objection(partitions);
            return objection.isPresent() ? objection : begin(partitions);
        });
    }

    private interface Step {
        /** What stands in the way; nothing when it is done. */
        Optional<StartOffsetException> take(List<SourcePartition> partitions)
                throws ExecutionException, InterruptedException;
    }

    /** Returns the number of partitions. */
    private int repeat(Duration patience, Step step) throws StartOffsetException {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            List<SourcePartition> partitions = source.look();
            Optional<StartOffsetException> obstacle = step.take(partitions);
            obstacle.ifPresent(reason ->
                    LOG.log(new WaitingForPositions(patience.toSeconds(), String.valueOf(reason.getMessage()))));
            while (obstacle.isPresent()) {
                if (System.nanoTime() > deadline) {
                    throw obstacle.get();
                }
                Thread.sleep(PAUSE.toMillis());
                partitions = source.look();
                obstacle = step.take(partitions);
            }
            return partitions.size();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException fault ? fault : new KafkaException(e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private Optional<StartOffsetException> objection(List<SourcePartition> partitions)
            throws ExecutionException, InterruptedException {
        int changelog = source.changelogPartitions();
        if (changelog > partitions.size()) {
            return Optional.of(StartOffsetException.wideChangelog(settings, partitions.size(), changelog));
        }
        List<SourcePartition> unclear = partitions.stream()
                .filter(partition -> partition.standing().isUnclear())
                .toList();
        if (unclear.isEmpty()) {
            return Optional.empty();
        }
        if (partitions.stream().allMatch(partition -> partition.committed() == null)) {
            SortedSet<String> others = source.otherTopics();
            if (!others.isEmpty()) {
                return Optional.of(StartOffsetException.otherTopic(settings, unclear, others));
            }
        }
        return Optional.of(StartOffsetException.unclear(settings, unclear));
    }

    private Optional<StartOffsetException> begin(List<SourcePartition> partitions)
            throws ExecutionException, InterruptedException {
        if (!extendChangelog(partitions.size())) {
            return Optional.of(StartOffsetException.narrowChangelog(settings, partitions.size()));
        }
        List<SourcePartition> fresh = partitions.stream()
                .filter(partition -> partition.standing() == Standing.NEW)
                .toList();
        if (fresh.isEmpty()) {
            return Optional.empty();
        }
        if (!source.begin(fresh)) {
            return Optional.of(StartOffsetException.occupied(settings, fresh));
        }
        LOG.log(new BeginsAtBeginning(
                settings.applicationId(), settings.sentencesTopic(), StartOffsetException.numbers(fresh)));
        return Optional.empty();
    }

    /**
     * Kafka Streams refuses to work where the topic of sentences has got partitions since it created the changelog. Adding them is
     * safe here: what is pending of a partition stands in the changelog partition of the same number, whatever its key.
     */
    private boolean extendChangelog(int count) throws ExecutionException, InterruptedException {
        int existing = source.changelogPartitions();
        if (existing == 0 || existing >= count) {
            return true;
        }
        if (!source.extendChangelog(count)) {
            return false;
        }
        LOG.log(new ChangelogExtended(SentenceTopology.changelogTopic(settings), existing, count));
        return true;
    }
}
