package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.inference.HeldEngine;
import dev.srlstream.inference.SentenceLabeller;
import dev.srlstream.stream.clients.SharedState;
import dev.srlstream.stream.clients.ThreadSerdes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadSerdesTest {
    private final ThreadSerdes serdes =
            new ThreadSerdes(Fixtures.settings(Map.of("value.deserializer", Forgetful.class.getName())));

    @BeforeEach
    void forget() {
        Forgetful.MADE.clear();
    }

    @Test
    void givesEveryThreadItsOwn() {
        // When
        Deserializer<?> here = serdes.deserializer();
        Deserializer<?> elsewhere = CompletableFuture.supplyAsync(
                        serdes::deserializer, task -> new Thread(task).start())
                .join();

        // Then
        assertThat(serdes.deserializer()).isSameAs(here).isNotSameAs(elsewhere);
        assertThat(serdes.serializer()).isSameAs(serdes.serializer());
    }

    @Test
    void closesAllThatItMade() {
        // Given
        serdes.deserializer();
        CompletableFuture.supplyAsync(serdes::deserializer, task -> new Thread(task).start())
                .join();

        // When
        serdes.close();

        // Then
        assertThat(Forgetful.MADE).hasSize(2).allMatch(deserializer -> deserializer.closed);
    }

    @Test
    void asksTheRegistryOnceForAllTasksOfAThreadHoweverOftenTheyStart() {
        // Given
        var settings = Fixtures.settings(Map.of("value.deserializer", Forgetful.class.getName()));
        SharedState shared = Fixtures.shared(settings);
        SentenceLabeller labeller = new HeldEngine();
        List<SentenceProcessor> tasks = IntStream.range(0, 16)
                .mapToObj(partition -> new SentenceProcessor(settings, shared, () -> labeller))
                .toList();

        // When
        for (SentenceProcessor task : tasks) {
            label(task, "first");
            label(task, "after it was started again");
        }

        // Then
        assertThat(Forgetful.MADE).singleElement().satisfies(deserializer -> {
            assertThat(deserializer.questions).isOne();
            assertThat(deserializer.closed).isFalse();
        });
    }

    private static void label(SentenceProcessor task, String id) {
        MockProcessorContext<byte[], OutputRecord> context = new MockProcessorContext<>();
        Fixtures.store(context);
        context.setRecordMetadata("sentences", 0, 0);
        task.init(context);
        task.process(new Record<>(new byte[] {9}, Fixtures.bytes(id), 1_000));
        task.close();
    }

    /** Has to ask for the schema once, and again whenever it is made. */
    public static final class Forgetful implements Deserializer<Object> {
        static final List<Forgetful> MADE = new CopyOnWriteArrayList<>();

        private final PlainAvroDeserializer deserializer = new PlainAvroDeserializer();
        private boolean known;
        private int questions;
        private boolean closed;

        public Forgetful() {
            MADE.add(this);
        }

        @Override
        public Object deserialize(String topic, byte[] data) {
            if (!known) {
                questions++;
                known = true;
            }
            return deserializer.deserialize(topic, data);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
