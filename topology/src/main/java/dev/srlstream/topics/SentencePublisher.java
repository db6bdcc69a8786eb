package dev.srlstream.topics;

import dev.srlstream.config.ConfiguredSerde;
import dev.srlstream.config.Settings;
import dev.srlstream.event.SentenceEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes sentences as Avro events, keyed by their ids. Confined to the thread that opened it, which closes it. */
public final class SentencePublisher implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final Serializer<Object> serializer;
    private final Map<String, Object> clientConfig;
    private final String topic;
    private final String registry;
    private final SchemaPatience patience;
    private final AtomicReference<@Nullable KafkaException> failure = new AtomicReference<>();

    private SentencePublisher(
            Producer<byte[], byte[]> producer,
            Serializer<Object> serializer,
            Map<String, Object> clientConfig,
            String topic,
            String registry,
            SchemaPatience patience) {
        this.producer = producer;
        this.serializer = serializer;
        this.clientConfig = clientConfig;
        this.topic = topic;
        this.registry = registry;
        this.patience = patience;
    }

    /**
     * Opens the sentences topic.
     *
     * @throws TopicException when the brokers do not answer or the topic does not exist
     */
    public static SentencePublisher open(Settings settings) throws TopicException, InterruptedException {
        Map<String, Object> config = new HashMap<>(settings.kafkaClientConfig());
        config.putIfAbsent("default.api.timeout.ms", TopicException.PATIENCE);
        config.putIfAbsent("request.timeout.ms", TopicException.PATIENCE);
        config.putIfAbsent("max.block.ms", TopicException.PATIENCE);
        requireTopic(config, settings.sentencesTopic());
        Serializer<Object> serializer = serializer(settings);
        return new SentencePublisher(
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()),
                serializer,
                config,
                settings.sentencesTopic(),
                settings.registryAddresses(),
                new SchemaPatience(settings.schemaWait()));
    }

    /** The same; an event that cannot be written is a failure as well. */
    public void publish(SentenceEvent event) throws TopicException {
        publish(event, reason -> failure.compareAndSet(null, new KafkaException(reason)));
    }

    /**
     * Hands an event over to be sent.
     *
     * @param refused told in a sentence, now or until {@link #flush} returns and on any thread, when this event alone cannot be written
     * @throws TopicException when brokers or registry are to blame; also for an earlier event, and then by {@link #flush} at the latest
     */
    public void publish(SentenceEvent event, Consumer<String> refused) throws TopicException {
        byte[] key = event.getId().isEmpty() ? null : event.getId().getBytes(StandardCharsets.UTF_8);
        byte[] value = serialize(event);
        try {
            // The callback hears of a failure; the future says nothing more.
            var unused = producer.send(new ProducerRecord<>(topic, key, value), (metadata, e) -> {
                if (e instanceof RecordTooLargeException || e instanceof InvalidRecordException) {
                    refused.accept(TopicException.refusedRecord(e));
                } else if (e != null) {
                    failure.compareAndSet(null, e instanceof KafkaException known ? known : new KafkaException(e));
                }
            });
        } catch (KafkaException e) {
            throw TopicException.brokers(e, clientConfig);
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

    /** Waits until the brokers have all events. */
    public void flush() throws TopicException {
        producer.flush();
        check();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        serializer.close();
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
            throw TopicException.brokers(e, clientConfig);
        }
    }

    private static void requireTopic(Map<String, Object> config, String topic)
            throws TopicException, InterruptedException {
        try (Admin admin = Admin.create(config)) {
            admin.describeTopics(List.of(topic)).allTopicNames().get();
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
