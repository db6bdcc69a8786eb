package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.config.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The plain loop's producer: frames and the offsets behind them in one transaction per commit interval. Owned by the loop. */
final class PlainTransactions implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final Consumer<?, ?> consumer;
    private final long interval;
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private long lastCommit = System.nanoTime();

    PlainTransactions(Settings settings, Consumer<?, ?> consumer) {
        Map<String, Object> config = new HashMap<>(settings.kafkaClientConfig());
        config.put("transactional.id", settings.applicationId());
        config.put("compression.type", "gzip");
        config.put("compression.gzip.level", 1);
        this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.consumer = consumer;
        this.interval = settings.commitInterval().toNanos();
        producer.initTransactions();
    }

    void produce(ProducerRecord<byte[], byte[]> output, ConsumerRecord<byte[], byte[]> source) {
        if (offsets.isEmpty()) {
            producer.beginTransaction();
        }
        // The callback hears of a failure; the future says nothing more.
        var unused = producer.send(output, (metadata, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
        offsets.put(new TopicPartition(source.topic(), source.partition()), new OffsetAndMetadata(source.offset() + 1));
    }

    /** Commits when the interval is over and there is something to commit. */
    void commitWhenDue() {
        long now = System.nanoTime();
        Exception failed = failure.get();
        if (failed != null) {
            throw new KafkaException("A frame could not be produced", failed);
        }
        if (!offsets.isEmpty() && now - lastCommit >= interval) {
            producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
            producer.commitTransaction();
            offsets.clear();
            lastCommit = now;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
