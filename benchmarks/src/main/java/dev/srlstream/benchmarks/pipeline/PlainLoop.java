package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.config.Settings;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.inference.SentenceLabeller;
import dev.srlstream.serde.AvroDeserializer;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What one would write without Kafka Streams: one thread polls, reads and submits; takes what is finished from the front of each
 * partition's queue and produces it; commits frames and offsets in one transaction whenever the commit interval is over, while the
 * engine goes on with what is pending. Exactly once as long as nobody else joins the group: there is no handover.
 */
final class PlainLoop extends ThreadPipeline {
    /** While sentences are pending, how long a poll may keep finished ones waiting. */
    private static final Duration SHORT_POLL = Duration.ofMillis(5);

    private static final Duration LONG_POLL = Duration.ofMillis(100);

    private final Settings settings;
    private final int pendingMax;
    private final SentenceLabeller labeller;
    private final Map<TopicPartition, PlainPartition> partitions = new LinkedHashMap<>();

    PlainLoop(Settings settings, int pendingMax, SentenceLabeller labeller) {
        super("bench-plain-loop");
        this.settings = settings;
        this.pendingMax = pendingMax;
        this.labeller = labeller;
    }

    @Override
    void work() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer();
                PlainTransactions transactions = new PlainTransactions(settings, consumer);
                AvroDeserializer<SentenceEvent> deserializer =
                        AvroDeserializer.forValues(SentenceEvent.class, settings.serdeConfig());
                PlainFrames frames = new PlainFrames(settings, labeller.model())) {
            consumer.subscribe(List.of(settings.sentencesTopic()));
            while (!isClosed()) {
                boolean idle = partitions.values().stream().allMatch(PlainPartition::isEmpty);
                for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(idle ? LONG_POLL : SHORT_POLL)) {
                    submit(entry, deserializer);
                }
                partitions.values().forEach(partition -> partition.drain(frames, transactions));
                transactions.commitWhenDue();
                throttle(consumer);
            }
        } finally {
            partitions.values().forEach(PlainPartition::cancel);
        }
    }

    private void submit(ConsumerRecord<byte[], byte[]> entry, AvroDeserializer<SentenceEvent> deserializer) {
        SentenceEvent event = deserializer.deserialize(entry.topic(), entry.headers(), entry.value());
        partitions
                .computeIfAbsent(new TopicPartition(entry.topic(), entry.partition()), PlainPartition::new)
                .add(entry, labeller.label(Objects.requireNonNull(event)));
    }

    /** Reads no further where the topology would not either; a poll brings a little more than that at most. */
    private void throttle(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> full = partitions.values().stream()
                .filter(partition -> partition.size() >= pendingMax)
                .map(PlainPartition::partition)
                .toList();
        consumer.resume(consumer.paused());
        consumer.pause(full);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = new HashMap<>(settings.kafkaClientConfig());
        config.put("group.id", settings.applicationId());
        config.put("isolation.level", "read_committed");
        config.put("auto.offset.reset", "earliest");
        config.put("enable.auto.commit", false);
        // No more than keeps the queues full.
        config.put("max.poll.records", 100);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
