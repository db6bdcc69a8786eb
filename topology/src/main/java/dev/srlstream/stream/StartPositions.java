package dev.srlstream.stream;

import dev.srlstream.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the application goes on reading. A partition that it has never worked on begins at its beginning, and that is committed
 * before anything is consumed; every other one goes on at its committed offset. Where there is none, or sentences behind it are
 * gone, any choice would label sentences again or skip them, so it is the operator's.
 */
public final class StartPositions {
    private static final Logger LOG = LoggerFactory.getLogger(StartPositions.class);

    /** A coordinator that has just started can miss, for a moment, what is committed; an instance takes a moment to leave. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Settings settings;
    private final SourcePartitions source;

    /** @param admin stays the caller's */
    public StartPositions(Settings settings, Admin admin) {
        this.settings = settings;
        this.source = new SourcePartitions(settings, admin);
    }

    /**
     * Finds out whether the application can go on, and changes nothing.
     *
     * @throws PositionException when it cannot
     * @throws KafkaException when the brokers do not answer
     */
    public void check() throws PositionException {
        repeat(this::objection);
    }

    /**
     * Makes sure that every partition has an offset to go on at.
     *
     * @throws PositionException when the operator has to choose one, or to stop other instances
     * @throws KafkaException when the brokers do not answer
     */
    void settle() throws PositionException {
        repeat(partitions -> {
            String objection = objection(partitions);
            return objection.isEmpty() ? begin(partitions) : objection;
        });
    }

    private interface Step {
        /** What stands in the way; nothing when it is done. */
        String take(List<SourcePartition> partitions)
                throws ExecutionException, InterruptedException, PositionException;
    }

    private void repeat(Step step) throws PositionException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            String obstacle = step.take(source.look());
            while (!obstacle.isEmpty()) {
                if (System.nanoTime() > deadline) {
                    throw new PositionException(obstacle);
                }
                Thread.sleep(PAUSE.toMillis());
                obstacle = step.take(source.look());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException fault ? fault : new KafkaException(e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private String objection(List<SourcePartition> partitions) {
        List<SourcePartition> unclear =
                partitions.stream().filter(p -> p.objection().isPresent()).toList();
        if (unclear.isEmpty()) {
            return "";
        }
        String reasons = unclear.stream().flatMap(p -> p.objection().stream()).collect(Collectors.joining("; "));
        return """
                Where to go on with topic %s is not certain (%s), since brokers forget the offsets of an application 7 days \
                after its last instance has left (offsets.retention.minutes) and sentences after the retention time of the topic: \
                choose with kafka-consumer-groups --bootstrap-server %s --group %s --topic %s:%s --reset-offsets --execute and \
                --to-earliest, to label all that is there, even if it was labelled before, --to-latest, to skip all that is there, \
                or --to-offset.""".formatted(
                        settings.sentencesTopic(),
                        reasons,
                        settings.bootstrapServers(),
                        settings.applicationId(),
                        settings.sentencesTopic(),
                        numbers(unclear));
    }

    private String begin(List<SourcePartition> partitions)
            throws ExecutionException, InterruptedException, PositionException {
        extendChangelog(partitions.size());
        List<SourcePartition> fresh =
                partitions.stream().filter(SourcePartition::isNew).toList();
        if (fresh.isEmpty()) {
            return "";
        }
        if (!source.begin(fresh)) {
            return "Partitions %s of topic %s are new to application %s, but other instances are running, which do not know them: stop all instances, then start them again."
                    .formatted(numbers(fresh), settings.sentencesTopic(), settings.applicationId());
        }
        LOG.info(
                "event=begins-at-beginning application={} topic={} partitions={}",
                settings.applicationId(),
                settings.sentencesTopic(),
                numbers(fresh));
        return "";
    }

    /** Kafka Streams refuses to work when the topic of sentences has got partitions since the changelog was created. */
    private void extendChangelog(int count) throws ExecutionException, InterruptedException, PositionException {
        int existing = source.changelogPartitions();
        if (existing == 0 || existing >= count) {
            return;
        }
        String changelog = SentenceTopology.changelogTopic(settings);
        try {
            source.extendChangelog(count);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                throw new PositionException(
                        "Topic %s needs %d partitions, as many as topic %s, and this user may not add them: kafka-topics --bootstrap-server %s --alter --topic %s --partitions %d does."
                                .formatted(
                                        changelog,
                                        count,
                                        settings.sentencesTopic(),
                                        settings.bootstrapServers(),
                                        changelog,
                                        count));
            }
            throw e;
        }
        LOG.info("event=changelog-extended topic={} from={} to={}", changelog, existing, count);
    }

    private static String numbers(List<SourcePartition> partitions) {
        return partitions.stream().map(p -> Integer.toString(p.number())).collect(Collectors.joining(","));
    }
}
