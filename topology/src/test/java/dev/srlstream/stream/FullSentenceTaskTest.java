package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FullSentenceTaskTest extends SentenceTaskFixture {
    /** Never used up: a wait ends as soon as there is room. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<String> instance = new ArrayList<>();

    @Test
    void waitsForTheOldestSentenceWhenItIsFull() {
        SentenceProcessor patient = processor(Map.of("pending.max", "3"), new Backpressure(LONG, () -> {}, () -> {}));
        patient.init(context);
        List.of("a", "b", "c").forEach(id -> patient.process(record(Fixtures.bytes(id))));
        CompletableFuture<Void> later = CompletableFuture.runAsync(
                () -> engine.label("a"), CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));

        patient.process(record(Fixtures.bytes("d")));

        later.join();
        assertThat(outputs()).containsExactly("frames a");
        assertThat(store.approximateNumEntries()).isEqualTo(3);
    }

    @Test
    void waitsForTheOldestSentenceWhenTheBytesOfAllTasksAreUsedUp() {
        Settings settings = Fixtures.settings(Map.of("pending.max.bytes", "1"));
        SharedState shared = SharedState.of(settings, new Backpressure(LONG, () -> {}, () -> {}));
        SentenceLabeller labeller = new SentenceLabeller(Fixtures.READER, engine, Fixtures.MODEL);
        SentenceProcessor bounded = new SentenceProcessor(settings, shared, () -> labeller);
        shared.pendingBytes().add(1);
        bounded.init(context);
        bounded.process(record(Fixtures.bytes("a")));
        CompletableFuture<Void> later = CompletableFuture.runAsync(
                () -> engine.label("a"), CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));

        bounded.process(record(Fixtures.bytes("b")));

        later.join();
        assertThat(outputs()).containsExactly("frames a");
        engine.label("b");
        punctuate();
        bounded.close();
        shared.pendingBytes().remove(1);
        assertThat(shared.pendingBytes().areExhausted()).isFalse();
    }

    @Test
    void goesOverItsLimitRatherThanLetTheTransactionTimeOut() {
        processor.init(context);
        List.of("a", "b", "c").forEach(this::send);

        send("d");

        assertThat(engine.submitted()).containsExactly("a", "b", "c", "d");
        assertThat(store.approximateNumEntries()).isEqualTo(4);
    }

    @Test
    void pausesTheInstanceUntilItIsUnderItsLimitAgain() {
        SentenceProcessor impatient = processor(
                Map.of("pending.max", "3"),
                new Backpressure(Duration.ZERO, () -> instance.add("paused"), () -> instance.add("resumed")));
        impatient.init(context);
        List.of("a", "b", "c", "d").forEach(id -> impatient.process(record(Fixtures.bytes(id))));
        punctuate();
        assertThat(instance).isEmpty();

        impatient.process(record(Fixtures.bytes("e")));

        // Then a, b and c have to go before there is room again.
        List.of("a", "b").forEach(engine::label);
        assertThat(instance).containsExactly("paused");
        engine.label("c");
        assertThat(instance).containsExactly("paused", "resumed");
    }
}
