package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.srlstream.event.SentenceFrames;
import dev.srlstream.inference.EngineDeadException;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.sentence.Throwables;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SentenceTaskTest extends SentenceTaskFixture {
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
    void reusesTheSlotThatWasFreedLast() {
        processor.init(context);
        List.of("a", "b").forEach(this::send);
        List.of("a", "b").forEach(engine::label);
        punctuate();

        send("c");

        assertThat(store.get(1).offset()).isEqualTo(2);
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
    void failsRatherThanRejectWhenTheRegistryIsUnreachableOrFails() {
        processor.init(context);

        for (byte[] record : List.of(PlainAvroDeserializer.REGISTRY_DOWN, PlainAvroDeserializer.REGISTRY_FAILS)) {
            assertThatThrownBy(() -> send(record)).isInstanceOf(SerializationException.class);
        }

        assertThat(context.forwarded()).isEmpty();
        assertThat(store.approximateNumEntries()).isZero();
    }

    @Test
    void rejectsWhatTheRegistryDoesNotKnow() {
        processor.init(context);

        send(PlainAvroDeserializer.SCHEMA_UNKNOWN);

        assertThat(outputs()).containsExactly("rejections decode");
    }

    @Test
    void takesUpARestoredSentenceThatCannotBeReadAsARejection() {
        // Given
        store.put(0, pending(1, "before"));
        store.put(1, pending(2, PlainAvroDeserializer.MAKES_IT_FAIL));

        // When
        processor.init(context);
        engine.label("before");
        punctuate();

        // Then
        assertThat(outputs()).containsExactly("frames before", "rejections decode");
        assertThat(store.approximateNumEntries()).isZero();
    }

    static Stream<Throwable> thrownForFrames() {
        return Stream.of(
                new SerializationException("A value does not fit its schema"),
                new ClassCastException("a text"),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("thrownForFrames")
    void rejectsASentenceForWhateverIsThrownWhileItsFramesAreWritten(Throwable thrown) {
        // Given
        FailingSerializer.THROWN.set(thrown);
        SentenceProcessor failing = processor(Map.of("value.serializer", FailingSerializer.class.getName()));
        failing.init(context);
        failing.process(record(Fixtures.bytes("unwritable")));
        failing.process(record(Fixtures.bytes("a")));
        List.of("unwritable", "a").forEach(engine::label);

        // When
        punctuate();

        // Then
        assertThat(outputs()).containsExactly("rejections write", "frames a");
        Headers headers = context.forwarded().get(0).record().headers();
        assertThat(new String(headers.lastHeader("srl.rejection.exception").value(), StandardCharsets.UTF_8))
                .isEqualTo(thrown.getClass().getName());
        assertThat(store.approximateNumEntries()).isZero();
    }

    static Stream<Throwable> thrownForNoFrames() {
        return Stream.of(
                new OutOfMemoryError("Java heap space"),
                new SerializationException(
                        "No schema", new RestClientException("Subject not found; error code: 40401")),
                new SerializationException("No schema", new RestClientException("Incompatible; error code: 40901")),
                new NoSuchMethodError("org.apache.avro.Schema.parse"),
                new InvalidConfigurationException("Unauthorized; error code: 401"));
    }

    @ParameterizedTest
    @MethodSource("thrownForNoFrames")
    void failsAndKeepsTheSentenceForWhatIsNotItsFault(Throwable fault) {
        // Given
        FailingSerializer.THROWN.set(fault);
        SentenceProcessor failing =
                processor(Map.of("value.serializer", FailingSerializer.class.getName(), "schema.wait.ms", "0"));
        failing.init(context);
        failing.process(record(Fixtures.bytes("unwritable")));
        engine.label("unwritable");

        // When
        Throwable thrown = catchThrowable(this::punctuate);

        // Then
        assertThat(thrown).isSameAs(fault);
        assertThat(context.forwarded()).isEmpty();
        assertThat(store.approximateNumEntries()).isEqualTo(1);
    }

    /** Throws what it is told to for one sentence. */
    public static final class FailingSerializer implements Serializer<Object> {
        static final AtomicReference<Throwable> THROWN = new AtomicReference<>();

        @Override
        public byte[] serialize(String topic, Object data) {
            if (((SentenceFrames) data).getId().equals("unwritable")) {
                throw Throwables.unchecked(Objects.requireNonNull(THROWN.get()));
            }
            return new PlainAvroSerializer().serialize(topic, data);
        }
    }

    /** Named and worded as that of Confluent's client. */
    private static final class RestClientException extends Exception {
        RestClientException(String message) {
            super(message);
        }
    }

    /** Of a punctuation's, Kafka Streams would commit what came before, and have it forwarded again. */
    @Test
    void makesAFaultOfATimeoutWhileItWrites() {
        SentenceProcessor late = processor(Map.of("value.serializer", LateSerializer.class.getName()));
        late.init(context);
        late.process(record(Fixtures.bytes("a")));
        engine.label("a");

        assertThatThrownBy(this::punctuate)
                .isInstanceOf(StreamsException.class)
                .hasCauseInstanceOf(TimeoutException.class);
    }

    /** As Confluent's, when the registry takes too long. */
    public static final class LateSerializer implements Serializer<Object> {
        @Override
        public byte[] serialize(String topic, Object data) {
            throw new TimeoutException("The registry has not answered");
        }
    }

    @Test
    void rejectsRecordsOfAnotherType() {
        processor.init(context);

        send(PlainAvroDeserializer.ANOTHER_TYPE);

        assertThat(outputs()).containsExactly("rejections decode");
    }
}
