package dev.srlstream.topics;

import dev.srlstream.config.ConfiguredSerde;
import dev.srlstream.config.Settings;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.input.SentenceRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes sentences as Avro events. Confined to the thread that opened it, which closes it.
 *
 * <p>Brokers refuse a batch for one of its records. So what they refuse is sent again alone, and refused for good when that fails as well; in a transaction,
 * which ends with the first refusal, nothing is sent again.
 */
public final class SentencePublisher implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final Serializer<Object> serializer;
    private final Map<String, Object> clientConfig;
    private final String topic;
    private final String registry;
    private final int partitions;
    private final SchemaPatience patience;
    private final @Nullable PublishTransaction transaction;
    private final Queue<Outgoing> doubtful = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable KafkaException> failure = new AtomicReference<>();

    private SentencePublisher(
            Producer<byte[], byte[]> producer,
            Serializer<Object> serializer,
            Map<String, Object> clientConfig,
            Settings settings,
            int partitions,
            @Nullable PublishTransaction transaction) {
        this.producer = producer;
        this.serializer = serializer;
        this.clientConfig = clientConfig;
        this.topic = settings.sentencesTopic();
        this.registry = settings.registryAddresses();
        this.partitions = partitions;
        this.patience = new SchemaPatience(settings.schemaWait());
        this.transaction = transaction;
    }

    /** @param refused told in a sentence when this record alone cannot be written */
    private record Outgoing(ProducerRecord<byte[], byte[]> entry, Consumer<String> refused) {}

    /**
     * Opens the sentences topic.
     *
     * @throws TopicException when the brokers do not answer or the topic does not exist
     */
    public static SentencePublisher open(Settings settings) throws TopicException, InterruptedException {
        return open(settings, null);
    }

    /**
     * The same; with an id, all sentences are of one transaction, which {@link #commit} ends, and {@link #close} without it gives up.
     *
     * @param transactionalId null for none
     */
    public static SentencePublisher open(Settings settings, @Nullable String transactionalId)
            throws TopicException, InterruptedException {
        Map<String, Object> config = new HashMap<>(settings.kafkaClientConfig());
        config.putIfAbsent("default.api.timeout.ms", TopicException.PATIENCE);
        config.putIfAbsent("request.timeout.ms", TopicException.PATIENCE);
        config.putIfAbsent("max.block.ms", TopicException.PATIENCE);
        int partitions = partitions(config, settings.sentencesTopic());
        if (transactionalId != null) {
            config.putAll(PublishTransaction.properties(settings, transactionalId));
        }
        Serializer<Object> serializer = serializer(settings);
        Producer<byte[], byte[]> producer = producer(config);
        try {
            PublishTransaction transaction =
                    transactionalId == null ? null : PublishTransaction.begin(producer, config);
            return new SentencePublisher(producer, serializer, config, settings, partitions, transaction);
        } catch (TopicException | RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** The same, with the event's id as the key; an event that cannot be written is a failure as well. */
    public void publish(SentenceEvent event) throws TopicException {
        publish(SentenceRecord.of(event), reason -> failure.compareAndSet(null, new KafkaException(reason)));
    }

    /**
     * Hands a sentence over to be sent.
     *
     * @param refused told in a sentence, now or until {@link #flush} returns and on any thread, when this record alone cannot be written
     * @throws TopicException when brokers or registry are to blame; also for an earlier event, and then by {@link #flush} at the latest
     */
    public void publish(SentenceRecord sentence, Consumer<String> refused) throws TopicException {
        Integer partition = sentence.partition();
        if (partition != null && partition >= partitions) {
            refused.accept("There is no partition %d: the topic %s has %s."
                    .formatted(partition, topic, partitions == 1 ? "only 0" : "0 to " + (partitions - 1)));
            return;
        }
        byte[] value = serialize(sentence.event());
        send(
                new Outgoing(
                        new ProducerRecord<>(
                                topic, partition, sentence.timestamp(), sentence.key(), value, sentence.headers()),
                        refused),
                false);
        check();
        sendAgain();
    }

    /** @param alone whether no other record can be to blame */
    private void send(Outgoing outgoing, boolean alone) throws TopicException {
        try {
            // The callback hears of a failure; the future says nothing more.
            var unused = producer.send(outgoing.entry(), (metadata, e) -> {
                if (e != null) {
                    hear(e, outgoing, alone || transaction != null);
                }
            });
        } catch (KafkaException e) {
            KafkaException earlier = failure.get();
            throw failed(earlier == null ? e : earlier);
        } catch (IllegalStateException e) {
            if (transaction == null) {
                throw e;
            }
            throw transaction.ended(e);
        }
    }

    private void hear(Exception e, Outgoing outgoing, boolean definite) {
        boolean its = e instanceof RecordTooLargeException
                || e instanceof InvalidRecordException
                || e instanceof InvalidTimestampException;
        if (its && definite) {
            outgoing.refused().accept(TopicException.refusedRecord(e));
        } else if (!definite && (its || e.getClass() == KafkaException.class)) {
            doubtful.add(outgoing);
        } else {
            failure.compareAndSet(null, e instanceof KafkaException known ? known : new KafkaException(e));
        }
    }

    private void sendAgain() throws TopicException {
        if (doubtful.isEmpty()) {
            return;
        }
        producer.flush();
        for (Outgoing outgoing = doubtful.poll(); outgoing != null; outgoing = doubtful.poll()) {
            send(outgoing, true);
            producer.flush();
        }
        check();
    }

    /** Events are ours, and so is their schema: what goes wrong here is not the sentence's fault. */
    private byte[] serialize(SentenceEvent event) throws TopicException {
        try {
            return patience.ask(() -> serializer.serialize(topic, event));
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            throw TopicException.registry(e, registry);
        }
    }

    /** Waits until the brokers have answered to all that has been published, and all that they refuse has been told. */
    public void awaitAnswers() {
        producer.flush();
    }

    /** Waits until the brokers have all events. */
    public void flush() throws TopicException {
        producer.flush();
        sendAgain();
        check();
    }

    /**
     * Lets readers of committed records see all that has been published, where there is a transaction.
     *
     * @throws TopicException when it is given up, or when nobody says whether it is
     */
    public void commit() throws TopicException {
        flush();
        if (transaction != null) {
            transaction.commit();
        }
    }

    @Override
    public void close() {
        if (transaction == null) {
            producer.close(Duration.ZERO);
        } else {
            transaction.close();
        }
        serializer.close();
    }

    private static Producer<byte[], byte[]> producer(Map<String, Object> config) throws TopicException {
        try {
            return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw TopicException.brokers(e, config);
        }
    }

    private static Serializer<Object> serializer(Settings settings) throws TopicException {
        try {
            return ConfiguredSerde.serializer(settings);
        } catch (RuntimeException e) {
            throw TopicException.registry(e, settings.registryAddresses());
        }
    }

    private void check() throws TopicException {
        KafkaException e = failure.get();
        if (e != null) {
            throw failed(e);
        }
    }

    private TopicException failed(KafkaException e) {
        return transaction == null ? TopicException.brokers(e, clientConfig) : transaction.failed(e);
    }

    /** How many the topic has. */
    private static int partitions(Map<String, Object> config, String topic)
            throws TopicException, InterruptedException {
        try (Admin admin = Admin.create(config)) {
            var described = admin.describeTopics(List.of(topic)).allTopicNames().get();
            return described.values().iterator().next().partitions().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw TopicException.absent(topic);
            }
            throw TopicException.brokers(
                    e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause()), config);
        } catch (KafkaException e) {
            throw TopicException.brokers(e, config);
        }
    }
}
