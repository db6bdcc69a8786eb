package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Watches the frames topic from now on as a reader of committed records does, on a thread of its own. */
final class CommittedFrames implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Arrivals arrivals;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "bench-frames");
    private volatile boolean closed;

    private CommittedFrames(KafkaConsumer<byte[], byte[]> consumer, Arrivals arrivals) {
        this.consumer = consumer;
        this.arrivals = arrivals;
        thread.setDaemon(true);
        thread.start();
    }

    /** @param arrivals where every frame that is committed from now on is noted */
    static CommittedFrames watch(Settings settings, Arrivals arrivals) {
        Map<String, Object> config = settings.kafkaClientConfig();
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(settings.framesTopic()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            return new CommittedFrames(consumer, arrivals);
        } catch (KafkaException e) {
            consumer.close();
            throw e;
        }
    }

    /** @throws IllegalStateException when a sentence came out twice */
    void check() {
        RuntimeException fault = failure.get();
        if (fault != null) {
            throw new IllegalStateException("The frames topic cannot be watched: " + fault.getMessage(), fault);
        }
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                Iterable<ConsumerRecord<byte[], byte[]>> records = consumer.poll(Duration.ofMillis(50));
                long now = System.nanoTime();
                for (ConsumerRecord<byte[], byte[]> frames : records) {
                    arrivals.add(SentenceLoad.number(frames.key()), now);
                }
            }
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
