package dev.srlstream.stream.clients;

import dev.srlstream.log.EventLog;
import dev.srlstream.log.service.RecordEvents.OutcomeRefused;
import dev.srlstream.stream.outcomes.UncommittedOutcomes;
import dev.srlstream.stream.pending.Provenance;
import dev.srlstream.stream.pending.RefusedOutcomes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A stream thread's producer that commits nothing for a thread that is no member of the group any more, and survives an outcome that
 * brokers refuse. Owned by Kafka Streams.
 *
 * <p>Brokers look at the membership only where a transaction brings offsets. A thread that has taken over what was pending, and has
 * read nothing since, has none, and Kafka Streams then commits without: when it was frozen or cut off meanwhile, sentences whose
 * new owner has written their outcomes would get a second one.
 */
public final class MemberProducer extends ForwardingProducer {
    private static final EventLog LOG = EventLog.of(MemberProducer.class);

    /** As long as Kafka's clients wait for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Admin admin;
    private final HeldOffsets held;
    private final RefusedOutcomes refused;
    private final UncommittedOutcomes outcomes;
    private final Pace pace;
    private volatile boolean isVoid;

    /**
     * @param producer closed with this one
     * @param admin stays the caller's
     */
    public MemberProducer(
            Producer<byte[], byte[]> producer,
            Admin admin,
            HeldOffsets held,
            RefusedOutcomes refused,
            UncommittedOutcomes outcomes,
            Pace pace) {
        super(producer);
        this.admin = admin;
        this.held = held;
        this.refused = refused;
        this.outcomes = outcomes;
        this.pace = pace;
    }

    @Override
    public void beginTransaction() {
        isVoid = false;
        outcomes.begun();
        super.beginTransaction();
    }

    /**
     * Where brokers refuse an outcome for what it is, Kafka Streams is told that the transaction was fenced: it gives up all tasks of the
     * thread and takes them up again, as it must after any transaction that is lost. For the refusal itself it would end the thread.
     */
    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        return super.send(record, (metadata, thrown) -> {
            if (thrown == null) {
                callback.onCompletion(metadata, null);
            } else if (thrown.getClass() != KafkaException.class) {
                callback.onCompletion(metadata, voided(record, thrown));
            }
            // Else it shares a batch with a refused record, whose own exception decides: Kafka Streams goes by
            // the first that it is told, and the transaction cannot be committed meanwhile.
        });
    }

    private Exception voided(ProducerRecord<byte[], byte[]> record, Exception thrown) {
        if (refused.note(record, thrown)) {
            LOG.log(new OutcomeRefused(
                    record.topic(),
                    Provenance.source(record.headers()).orElseThrow(),
                    String.valueOf(thrown.getMessage())));
            isVoid = true;
        }
        // The other records of the transaction fail for its sake.
        return isVoid ? new ProducerFencedException("An outcome was refused: " + thrown.getMessage()) : thrown;
    }

    /** @throws CommitFailedException when the thread is no member any more, or the brokers do not answer in time */
    @Override
    public void sendOffsetsToTransaction(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        try {
            Map<TopicPartition, OffsetAndMetadata> checked = offsets.isEmpty() ? unmoved(group.groupId()) : offsets;
            super.sendOffsetsToTransaction(checked, group);
            held.committed(checked);
        } catch (TimeoutException e) {
            throw tooLate(e);
        }
    }

    /** @throws CommitFailedException when the brokers do not answer in time, or have ended the transaction already */
    @Override
    public void commitTransaction() {
        try {
            super.commitTransaction();
            if (outcomes.committed()) {
                pace.committed();
            }
        } catch (TimeoutException e) {
            throw tooLate(e);
        } catch (InvalidTxnStateException e) {
            // So it may be after the transaction's timeout. For this exception Kafka Streams would end the thread.
            throw new CommitFailedException("The brokers have ended the transaction: " + e.getMessage());
        }
    }

    /**
     * Of tasks that have read nothing Kafka Streams would take the timeout for a success, and of others it would give up each alone.
     * After this exception it gives up all tasks of the thread, and joins the group anew.
     */
    private static CommitFailedException tooLate(TimeoutException timeout) {
        return new CommitFailedException("The brokers did not commit in time: " + timeout.getMessage());
    }

    /** Where a partition of this thread is committed already; to commit that again moves nothing. */
    private Map<TopicPartition, OffsetAndMetadata> unmoved(String group) {
        return held.known().orElseGet(() -> {
            TopicPartition partition = held.any()
                    .orElseThrow(() -> new IllegalStateException("A transaction is to be committed for no task"));
            return Map.of(partition, stable(group, partition));
        });
    }

    /** What brokers answer while the end of another transaction could still move the offset would move it back. */
    private OffsetAndMetadata stable(String group, TopicPartition partition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                                Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(partition))),
                                new ListConsumerGroupOffsetsOptions().requireStable(true))
                        .partitionsToOffsetAndMetadata(group)
                        .get();
                OffsetAndMetadata offset = committed.get(partition);
                if (offset != null) {
                    return offset;
                }
                // There is an answer without an offset, and none while it could move.
                if (committed.containsKey(partition)) {
                    throw new KafkaException("The committed offset of " + partition + " is gone");
                }
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("the committed offset of " + partition + " is not stable");
                }
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException fault ? fault : new KafkaException(e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
