package dev.srlstream.reliability.oracle;

import dev.srlstream.event.SentenceEvent;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.serde.AvroDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the topics of frames and rejections on a thread of its own, as a reader of committed records does. Owned by the caller that
 * opened it, who closes it.
 */
public final class OutcomeReader implements AutoCloseable {
    /** Takes an outcome as it stands in its topic, with the id of its sentence, null of a record that is none. */
    interface Listener {
        void outcome(ConsumerRecord<byte[], byte[]> outcome, Source source, @Nullable String id, Outcome what);
    }

    private final String framesTopic;
    private final AvroDeserializer<SentenceFrames> frames;
    private final AvroDeserializer<SentenceEvent> sentences;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final BiConsumer<ConsumerRecord<byte[], byte[]>, OutcomeReader> handler;
    private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::follow, "outcomes");

    OutcomeReader(
            String servers,
            Map<String, Object> serde,
            String framesTopic,
            String rejectionsTopic,
            int partitions,
            Listener listener) {
        this.framesTopic = framesTopic;
        this.frames = AvroDeserializer.forValues(SentenceFrames.class, serde);
        this.sentences = AvroDeserializer.forValues(SentenceEvent.class, serde);
        this.handler = (outcome, reader) -> reader.read(outcome, listener);
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> all = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            all.add(new TopicPartition(framesTopic, i));
            all.add(new TopicPartition(rejectionsTopic, i));
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        try {
            while (true) {
                consumer.poll(Duration.ofMillis(200)).forEach(outcome -> handler.accept(outcome, this));
                positions.putAll(TopicScan.positions(consumer));
            }
        } catch (WakeupException closing) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> outcome, Listener listener) {
        Source source = Source.of(outcome);
        if (outcome.topic().equals(framesTopic)) {
            SentenceFrames labelled =
                    Objects.requireNonNull(frames.deserialize(outcome.topic(), outcome.headers(), outcome.value()));
            listener.outcome(outcome, source, labelled.getId(), new Outcome.Labelled(labelled));
        } else {
            byte[] value = outcome.value();
            boolean sentence = value != null
                    && value.length > 5
                    && !Source.header(outcome, "srl.rejection.stage").equals("decode");
            listener.outcome(
                    outcome,
                    source,
                    sentence ? idOf(outcome) : null,
                    new Outcome.Rejected(
                            Source.header(outcome, "srl.rejection.stage"),
                            Source.header(outcome, "srl.rejection.reason").replace(source.topic(), "TOPIC"),
                            sentence ? null : value));
        }
    }

    private String idOf(ConsumerRecord<byte[], byte[]> rejection) {
        return Objects.requireNonNull(sentences.deserialize(rejection.topic(), rejection.headers(), rejection.value()))
                .getId();
    }

    /** Whether it has read so far, by partition. */
    public boolean hasReached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** @throws IllegalStateException when it could not go on reading: then the run proves nothing */
    public void requireHealthy() {
        RuntimeException fault = failure.get();
        if (fault != null) {
            throw new IllegalStateException("The outcomes could not be read: " + fault.getMessage(), fault);
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        frames.close();
        sentences.close();
    }
}
