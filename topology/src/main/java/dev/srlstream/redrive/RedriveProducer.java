package dev.srlstream.redrive;

import dev.srlstream.console.RecordMetadata;
import dev.srlstream.console.RejectedRecord;
import dev.srlstream.diagnosis.Causes;
import dev.srlstream.topics.TopicException;
import dev.srlstream.topics.TopicPartitions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends rejected records back, and in the same transaction the notes that say so. Of those that are open for one rejections topic only the
 * youngest can commit. Confined to the thread that opened it, which closes it.
 */
final class RedriveProducer implements AutoCloseable {
    /** While it lasts, nobody sees what others write behind it; a redrive that is killed leaves one open. */
    private static final int TRANSACTION_TIMEOUT_MS = 20_000;

    /** An earlier redrive's transaction has to be over first. */
    private static final int MAX_BLOCK_MS = 60_000;

    private record Refusal(ConsumerRecord<byte[], byte[]> entry, Exception reason) {}

    private final Producer<byte[], byte[]> producer;
    private final Map<String, Object> clientConfig;
    private final String sentences;
    private final int partitions;
    private final AtomicReference<@Nullable Refusal> refusal = new AtomicReference<>();

    /** @param partitions of the sentences topic */
    RedriveProducer(
            Producer<byte[], byte[]> producer, Map<String, Object> clientConfig, String sentences, int partitions) {
        this.producer = producer;
        this.clientConfig = clientConfig;
        this.sentences = sentences;
        this.partitions = partitions;
    }

    /**
     * Opens the sentences topic, and ends what another redrive of the rejections topic has open.
     *
     * @throws TopicException when the topic does not exist, or the brokers do not let it
     */
    static RedriveProducer open(Map<String, Object> clientConfig, String rejections, String sentences)
            throws TopicException {
        int partitions = TopicPartitions.ofSentences(clientConfig, sentences);
        try {
            Producer<byte[], byte[]> producer = new KafkaProducer<>(
                    config(clientConfig, rejections), new ByteArraySerializer(), new ByteArraySerializer());
            RedriveProducer opened = new RedriveProducer(producer, clientConfig, sentences, partitions);
            opened.begin(transactionalId(rejections));
            return opened;
        } catch (KafkaException e) {
            throw TopicException.brokers(e, clientConfig);
        }
    }

    static Map<String, Object> config(Map<String, Object> clientConfig, String rejections) {
        Map<String, Object> config = new HashMap<>(clientConfig);
        config.put("transactional.id", transactionalId(rejections));
        config.put("transaction.timeout.ms", TRANSACTION_TIMEOUT_MS);
        config.putIfAbsent("max.block.ms", MAX_BLOCK_MS);
        config.putIfAbsent("request.timeout.ms", TopicException.PATIENCE);
        return config;
    }

    /** Not of the application: two may share a rejections topic, and each record of it goes back once. */
    private static String transactionalId(String rejections) {
        return "srl-redrive-" + rejections;
    }

    private void begin(String transactionalId) throws TopicException {
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            close();
            throw e instanceof TransactionalIdAuthorizationException
                    ? TopicException.lacking("Write on the transactional id " + transactionalId, clientConfig, e)
                    : brokers(e);
        }
    }

    /**
     * Sends records back in one transaction, which is committed on return.
     *
     * @throws TopicException when none of them has been sent, or it is not known
     */
    void send(List<ConsumerRecord<byte[], byte[]>> entries) throws TopicException {
        try {
            producer.beginTransaction();
            Map<Integer, SortedSet<Long>> offsets = new TreeMap<>();
            for (ConsumerRecord<byte[], byte[]> entry : entries) {
                send(entry);
                offsets.computeIfAbsent(entry.partition(), any -> new TreeSet<>())
                        .add(entry.offset());
            }
            String rejections = entries.get(0).topic();
            // A failure is that of the transaction, and so of the commit.
            offsets.forEach((partition, redriven) -> {
                var unused = producer.send(RedriveNote.of(rejections, partition, redriven));
            });
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    private void send(ConsumerRecord<byte[], byte[]> entry) {
        RejectedRecord rejected = RejectedRecord.of(entry);
        Integer partition = rejected.sourcePartition();
        boolean exists = partition != null && partition < partitions;
        var unused = producer.send(
                new ProducerRecord<>(
                        sentences,
                        exists ? partition : null,
                        entry.timestamp() < 0 ? null : entry.timestamp(),
                        rejected.key(),
                        entry.value(),
                        rejected.headers()),
                (metadata, e) -> {
                    if (isOfTheRecord(e)) {
                        refusal.compareAndSet(null, new Refusal(entry, e));
                    }
                });
    }

    private static boolean isOfTheRecord(@Nullable Exception e) {
        return e instanceof RecordTooLargeException
                || e instanceof InvalidTimestampException
                || e instanceof InvalidRecordException;
    }

    private TopicException failure(KafkaException e) {
        if (Causes.find(e, ProducerFencedException.class).isPresent()
                || Causes.find(e, InvalidProducerEpochException.class).isPresent()) {
            return TopicException.takenOver(e);
        }
        abort();
        Refusal refused = refusal.get();
        return refused == null
                ? brokers(e)
                : TopicException.refused(RecordMetadata.place(refused.entry()), refused.reason());
    }

    private TopicException brokers(KafkaException e) {
        return e instanceof TimeoutException
                ? TopicException.noCommit(clientConfig, e)
                : TopicException.brokers(e, clientConfig);
    }

    /** Otherwise what others write behind it is hidden until the transaction times out. */
    private void abort() {
        try {
            producer.abortTransaction();
        } catch (KafkaException | IllegalStateException e) {
            // It times out, or is committed after all; what is told is the failure that led here.
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
