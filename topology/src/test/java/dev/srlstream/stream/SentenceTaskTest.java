package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.config.Settings;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.inference.EngineDeadException;
import dev.srlstream.inference.HeldEngine;
import dev.srlstream.sentence.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SentenceTaskTest {
    private static final int PARTITION = 3;

    private final HeldEngine engine = new HeldEngine();
    private final MockProcessorContext<byte[], OutputRecord> context = new MockProcessorContext<>();
    private final KeyValueStore<Integer, PendingSentence> store = store();
    private final SentenceProcessor processor = processor(Map.of("pending.max", "3"));
    private final List<String> instance = new ArrayList<>();
    private long offset;

    private SentenceProcessor processor(Map<String, String> settings) {
        return processor(settings, new Backpressure(Duration.ofSeconds(1), () -> {}, () -> {}));
    }

    private SentenceProcessor processor(Map<String, String> settings, Backpressure backpressure) {
        SentenceLabeller labeller = new SentenceLabeller(Fixtures.READER, engine, Fixtures.MODEL);
        Settings all = Fixtures.settings(settings);
        return new SentenceProcessor(all, SharedState.of(all, backpressure), () -> labeller);
    }

    private KeyValueStore<Integer, PendingSentence> store() {
        KeyValueStore<Integer, PendingSentence> pending = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(SentenceTopology.PENDING_STORE),
                        Serdes.Integer(),
                        new PendingSentenceSerde())
                .withLoggingDisabled()
                .build();
        pending.init(context.getStateStoreContext(), pending);
        context.addStateStore(pending);
        return pending;
    }

    @Test
    void keepsASentenceInTheStoreUntilItsFramesAreForwarded() {
        processor.init(context);
        send("a");
        assertThat(store.approximateNumEntries()).isEqualTo(1);
        assertThat(context.forwarded()).isEmpty();

        engine.label("a");
        punctuate();

        assertThat(outputs()).containsExactly("frames a");
        assertThat(store.approximateNumEntries()).isZero();
    }

    @Test
    void forwardsInTheOrderOfTheInputWhateverFinishesFirst() {
        processor.init(context);
        send("a");
        send("b");
        engine.label("b");
        punctuate();
        assertThat(context.forwarded()).isEmpty();

        engine.label("a");
        punctuate();

        assertThat(outputs()).containsExactly("frames a", "frames b");
    }

    @Test
    void letsAnEarlyRejectionWaitForItsTurn() {
        processor.init(context);
        send("a");
        send(new byte[] {1, 2, 3});
        engine.reject("a", Rejection.Stage.ENCODE, "Too many wordpieces.");

        send("b");

        assertThat(outputs()).containsExactly("rejections encode", "rejections decode");
    }

    @Test
    void forwardsARejectionAtOnceWhenNothingIsBeforeIt() {
        processor.init(context);

        send((byte[]) null);

        assertThat(outputs()).containsExactly("rejections decode");
        assertThat(store.approximateNumEntries()).isZero();
    }

    @Test
    void takesUpWhatAnEarlierOwnerLeftInItsOldOrder() {
        store.put(0, pending(8, "second"));
        store.put(5, pending(7, "first"));

        processor.init(context);

        assertThat(engine.submitted()).containsExactly("first", "second");
        send("third");
        List.of("third", "second", "first").forEach(engine::label);
        punctuate();
        assertThat(outputs()).containsExactly("frames first", "frames second", "frames third");
        assertThat(store.approximateNumEntries()).isZero();
    }

    @Test
    void numbersNewSentencesAfterRestoredOnes() {
        store.put(2, pending(41, "old"));
        processor.init(context);

        send("new");

        assertThat(store.get(2).sequence()).isEqualTo(41);
        assertThat(store.get(0).sequence()).isEqualTo(42);
    }

    @Test
    void emitsMoreRestoredSentencesThanItsLimitAllows() {
        for (int i = 0; i < 6; i++) {
            store.put(i, pending(i, "restored " + i));
        }
        processor.init(context);
        for (int i = 0; i < 6; i++) {
            engine.label("restored " + i);
        }

        send("next");

        assertThat(outputs()).hasSize(6);
        assertThat(store.approximateNumEntries()).isEqualTo(1);
    }

    @Test
    void waitsForTheOldestSentenceWhenItIsFull() {
        processor.init(context);
        List.of("a", "b", "c").forEach(this::send);
        CompletableFuture<Void> later = CompletableFuture.runAsync(
                () -> engine.label("a"), CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));

        send("d");

        later.join();
        assertThat(outputs()).containsExactly("frames a");
        assertThat(store.approximateNumEntries()).isEqualTo(3);
    }

    @Test
    void waitsForTheOldestSentenceWhenTheBytesOfAllTasksAreUsedUp() {
        Settings settings = Fixtures.settings(Map.of("pending.max.bytes", "1"));
        SharedState shared = SharedState.of(settings, new Backpressure(Duration.ofSeconds(1), () -> {}, () -> {}));
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

    @Test
    void reusesTheSlotThatWasFreedLast() {
        processor.init(context);
        List.of("a", "b").forEach(this::send);
        List.of("a", "b").forEach(engine::label);
        punctuate();

        send("c");

        assertThat(store.get(1).offset()).isEqualTo(2);
    }

    @Test
    void commitsAtOnceWhatCameAfterARest() {
        AtomicLong now = new AtomicLong();
        Pace pace = new Pace(Duration.ZERO, now::get);
        Settings settings = Fixtures.settings(Map.of());
        SentenceLabeller labeller = new SentenceLabeller(Fixtures.READER, engine, Fixtures.MODEL);
        SentenceProcessor rested = new SentenceProcessor(
                settings,
                new SharedState(new PendingBytes(Long.MAX_VALUE), pace, new Backpressure(() -> {}, () -> {})),
                () -> labeller);
        rested.init(context);
        now.set(Duration.ofHours(1).toNanos());
        pace.wait(Duration.ZERO, 1);

        List.of("a", "b").forEach(id -> rested.process(record(Fixtures.bytes(id))));
        engine.label("a");
        punctuate();
        assertThat(context.committed()).isFalse();
        engine.label("b");
        punctuate();

        assertThat(context.committed()).isTrue();
        context.resetCommit();
        rested.process(record(Fixtures.bytes("c")));
        engine.label("c");
        punctuate();
        assertThat(context.committed()).isFalse();
    }

    @Test
    void punctuatesOnlyWhileSomethingIsPending() {
        processor.init(context);
        assertThat(context.scheduledPunctuators()).isEmpty();
        send("a");
        send("b");
        assertThat(context.scheduledPunctuators()).singleElement().satisfies(armed -> assertThat(armed.cancelled())
                .isFalse());

        List.of("a", "b").forEach(engine::label);
        punctuate();

        assertThat(context.scheduledPunctuators()).allMatch(CapturedPunctuator::cancelled);
    }

    @Test
    void punctuatesFromTheStartWhenSomethingWasRestored() {
        store.put(0, pending(0, "restored"));

        processor.init(context);

        assertThat(context.scheduledPunctuators()).hasSize(1);
    }

    @Test
    void cancelsItsWorkAndKeepsTheStoreWhenItIsClosed() {
        processor.init(context);
        List.of("a", "b").forEach(this::send);

        processor.close();

        assertThat(engine.cancelled()).containsExactly("a", "b");
        assertThat(context.scheduledPunctuators()).allMatch(CapturedPunctuator::cancelled);
        assertThat(context.forwarded()).isEmpty();
        assertThat(store.approximateNumEntries()).isEqualTo(2);
    }

    @Test
    void goesOnWhereItStoodWhenItIsInitialisedAgain() {
        processor.init(context);
        send("a");
        processor.close();

        processor.init(context);

        engine.label("a");
        punctuate();
        assertThat(outputs()).containsExactly("frames a");
    }

    @Test
    void failsAndKeepsTheSentenceWhenTheEngineIsDead() {
        processor.init(context);
        send("a");
        engine.die();

        assertThatThrownBy(this::punctuate).isInstanceOf(EngineDeadException.class);

        assertThat(context.forwarded()).isEmpty();
        assertThat(store.approximateNumEntries()).isEqualTo(1);
    }

    @Test
    void failsRatherThanRejectWhenTheRegistryIsUnreachable() {
        processor.init(context);

        assertThatThrownBy(() -> send(PlainAvroDeserializer.REGISTRY_DOWN)).isInstanceOf(SerializationException.class);

        assertThat(context.forwarded()).isEmpty();
        assertThat(store.approximateNumEntries()).isZero();
    }

    @Test
    void rejectsRecordsOfAnotherType() {
        processor.init(context);

        send(PlainAvroDeserializer.ANOTHER_TYPE);

        assertThat(outputs()).containsExactly("rejections decode");
    }

    private void send(String id) {
        send(Fixtures.bytes(id));
    }

    private void send(byte @Nullable [] value) {
        processor.process(record(value));
    }

    private Record<byte[], byte[]> record(byte @Nullable [] value) {
        context.setRecordMetadata("sentences", PARTITION, offset);
        return new Record<>(new byte[] {9}, value, 1_000 + offset++);
    }

    private void punctuate() {
        context.scheduledPunctuators().stream()
                .filter(punctuator -> !punctuator.cancelled())
                .forEach(punctuator -> punctuator.getPunctuator().punctuate(0));
    }

    /** Each forwarded record as its sink and the sentence's id or the stage of its rejection. */
    private List<String> outputs() {
        return context.forwarded().stream().map(SentenceTaskTest::output).toList();
    }

    private static String output(CapturedForward<? extends byte[], ? extends OutputRecord> forwarded) {
        String sink = forwarded.childName().orElseThrow();
        byte[] value = forwarded.record().value().value();
        return sink + " "
                + (sink.equals(SentenceTopology.FRAMES_SINK)
                        ? frames(value).getId()
                        : new String(
                                forwarded
                                        .record()
                                        .headers()
                                        .lastHeader(Provenance.REJECTION_STAGE)
                                        .value(),
                                StandardCharsets.UTF_8));
    }

    private static SentenceFrames frames(byte @Nullable [] value) {
        try {
            return PlainAvro.read(SentenceFrames.class, Objects.requireNonNull(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PendingSentence pending(long sequence, String id) {
        return new PendingSentence(
                sequence,
                1_000,
                null,
                Fixtures.bytes(id),
                new RecordHeaders(),
                "sentences",
                PARTITION,
                sequence,
                PendingSentence.WHOLE);
    }
}
