package dev.srlstream.quickstart;

import dev.srlstream.event.SentenceEvent;
import dev.srlstream.serde.AvroSerializer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Publishes numbered sentences round-robin over the partitions of a topic at a steady pace, every tenth of them in a way that gets it
 * rejected. The number of a sentence is its id and tells partition and offset.
 */
final class SentenceFeed implements AutoCloseable {
    private static final List<String> WORDS =
            List.of("The", "chef", "opened", "a", "restaurant", "after", "she", "won", "the", "prize");

    private final String topic;
    private final int partitions;
    private final AvroSerializer<SentenceEvent> serializer;
    private final KafkaProducer<byte[], byte[]> producer;
    private int next;

    SentenceFeed(String topic, int partitions, String servers, Map<String, Object> serde) {
        this.topic = topic;
        this.partitions = partitions;
        this.serializer = AvroSerializer.forValues(serde);
        this.producer = OrderedProducer.of(servers);
    }

    /** Publishes until so many sentences have been published in all. */
    void publishUpTo(int total, long pauseNanos) {
        while (next < total) {
            byte[] key = next % 3 == 0 ? null : ("key " + next % 7).getBytes(StandardCharsets.UTF_8);
            var unused = producer.send(new ProducerRecord<>(topic, next % partitions, key, value(next)));
            next++;
            LockSupport.parkNanos(pauseNanos);
        }
        producer.flush();
    }

    /** Whether the sentence of this number is one that must be rejected. */
    static boolean isBad(int number) {
        return number % 10 == 3;
    }

    private byte @Nullable [] value(int number) {
        if (!isBad(number)) {
            return event(number, WORDS, List.of(2 + 5 * (number % 2)));
        }
        return switch (number / 10 % 4) {
            case 0 -> null;
            case 1 -> new byte[] {0, 1, 2};
            case 2 -> event(number, List.of(), List.of());
            default -> event(number, WORDS, List.of(WORDS.size()));
        };
    }

    private byte[] event(int number, List<String> words, List<Integer> predicates) {
        SentenceEvent event = SentenceEvent.newBuilder()
                .setId(Integer.toString(number))
                .setText(String.join(" ", words))
                .setTokens(words)
                .setPredicates(predicates)
                .build();
        return Objects.requireNonNull(serializer.serialize(topic, event));
    }

    @Override
    public void close() {
        producer.close();
        serializer.close();
    }
}
