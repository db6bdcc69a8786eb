package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.config.Settings;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.stream.clients.FullPartitions;
import dev.srlstream.stream.clients.HeldOffsets;
import dev.srlstream.stream.clients.Pace;
import dev.srlstream.stream.clients.PollTimes;
import dev.srlstream.stream.clients.SharedState;
import dev.srlstream.stream.clients.ThreadSerdes;
import dev.srlstream.stream.clients.UnknownSchemas;
import dev.srlstream.stream.outcomes.StreamListener;
import dev.srlstream.stream.outcomes.UncommittedOutcomes;
import dev.srlstream.stream.pending.PendingTally;
import dev.srlstream.stream.pending.RefusedOutcomes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task whose registry does not have a schema, or does not have it yet. */
class UnknownSchemaTest extends SentenceTaskFixture {
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration ASK = Duration.ofMillis(3);

    private static final Set<Object> REGISTERED = new HashSet<>();
    private static int asked;
    private static long now;

    private final Settings settings = Fixtures.settings(Map.of(
            "value.deserializer", Registry.class.getName(), "value.serializer", RegistryOfFrames.class.getName()));
    private final SharedState shared = shared(WAIT);
    private final SentenceProcessor task = processor(settings, shared);

    @BeforeEach
    void emptyTheRegistry() {
        REGISTERED.clear();
        REGISTERED.add("frames");
        asked = 0;
        task.init(context);
    }

    @Test
    void isWaitedForInTheOrderOfThePartitionWhileWhatIsBehindIsLabelled() {
        REGISTERED.add(2);
        take(1, "a");
        take(2, "b");
        assertThat(engine.submitted()).containsExactly("b");
        assertThat(store.approximateNumEntries()).isEqualTo(2);
        engine.label("b");
        pass(Duration.ofSeconds(1));
        assertThat(context.forwarded()).isEmpty();

        REGISTERED.add(1);
        pass(Duration.ofSeconds(2));

        engine.label("a");
        punctuate();
        assertThat(outputs()).containsExactly("frames a", "frames b");
        assertThat(store.approximateNumEntries()).isZero();
    }

    @Test
    void isAskedForAtGrowingIntervalsAndBelievedAfterTheWait() {
        take(1, "a");
        take(1, "a");

        pass(WAIT.minusSeconds(1));
        assertThat(context.forwarded()).isEmpty();
        assertThat(asked).isBetween(10, 30);
        pass(Duration.ofSeconds(2));

        assertThat(outputs()).containsExactly("rejections decode", "rejections decode");
    }

    @Test
    void isAskedForAgainSoonAfterItWasBelieved() {
        take(1, "a");
        pass(WAIT.plusSeconds(1));
        int before = asked;

        take(1, "b");
        assertThat(outputs()).hasSize(2);
        assertThat(asked).isEqualTo(before);

        REGISTERED.add(1);
        pass(Duration.ofSeconds(6));
        take(1, "c");
        assertThat(engine.submitted()).containsExactly("c");
    }

    @Test
    void isWaitedForAnewAfterARestart() {
        take(1, "a");
        pass(WAIT.minusSeconds(1));
        task.close();
        SentenceProcessor next = processor(settings, shared(WAIT));
        next.init(context);
        pass(WAIT.minusSeconds(1));
        assertThat(context.forwarded()).isEmpty();

        REGISTERED.add(1);
        pass(Duration.ofSeconds(2));

        assertThat(engine.submitted()).containsExactly("a");
    }

    @Test
    void isBelievedAtOnceWithoutAWait() {
        SentenceProcessor impatient = processor(settings, shared(Duration.ZERO));
        impatient.init(context);

        impatient.process(record(framed(1, "a")));

        assertThat(outputs()).containsExactly("rejections decode");
    }

    @Test
    void costsAFractionOfTheWaitEachWhereManyFollow() {
        int flood = 5_000;
        int sent = 0;
        long began = now;

        while (context.forwarded().size() < flood) {
            // As the consumer does: 64 records at a time, none while the partition is full.
            for (int i = 0; i < 64 && sent < flood && shared.full().now().isEmpty(); i++) {
                take(1_000 + sent++, "x");
            }
            pass(Duration.ofMillis(10));
        }

        // A wait for each would be 41 hours, a wait for each full queue ten minutes.
        assertThat(Duration.ofNanos(now - began)).isLessThan(Duration.ofMinutes(3));
        assertThat(asked).isLessThan(3 * flood);
        // After all that, a registry that is a second behind is still waited for.
        take(7, "good");
        pass(Duration.ofSeconds(1));
        REGISTERED.add(7);
        pass(Duration.ofSeconds(1));
        assertThat(engine.submitted()).containsExactly("good");
    }

    @Test
    void takesAThreadNoMoreThanHalfItsTime() {
        long began = now;
        IntStream.range(0, 200).forEach(id -> take(id, "x"));

        // 200 questions would take 600 ms.
        assertThat(Duration.ofNanos(now - began)).isLessThan(Duration.ofMillis(100));
        REGISTERED.add(500);
        pass(Duration.ofSeconds(1));
        take(500, "good");
        assertThat(engine.submitted()).containsExactly("good");
    }

    @Test
    void ofFramesIsWaitedForAndThenAFault() {
        REGISTERED.clear();
        REGISTERED.add(1);
        take(1, "a");
        engine.label("a");
        pass(WAIT.minusSeconds(1));
        assertThat(context.forwarded()).isEmpty();
        assertThat(store.approximateNumEntries()).isEqualTo(1);

        assertThatThrownBy(() -> pass(Duration.ofSeconds(2))).isInstanceOf(SerializationException.class);
        assertThat(context.forwarded()).isEmpty();
        assertThat(store.approximateNumEntries()).isEqualTo(1);
    }

    @Test
    void ofFramesCanComeLate() {
        REGISTERED.clear();
        REGISTERED.add(1);
        take(1, "a");
        engine.label("a");
        pass(Duration.ofSeconds(1));
        assertThat(context.forwarded()).isEmpty();

        REGISTERED.add("frames");
        pass(Duration.ofSeconds(2));

        assertThat(outputs()).containsExactly("frames a");
    }

    private SharedState shared(Duration wait) {
        return new SharedState(
                settings.sizing("cpu").pendingMax(),
                new PendingTally(Long.MAX_VALUE),
                new Pace(Duration.ZERO, () -> now),
                new HeldOffsets(),
                new FullPartitions(),
                new PollTimes(),
                new UnknownSchemas(wait, () -> now),
                new RefusedOutcomes(settings.framesTopic(), settings.rejectionsTopic()),
                new ThreadSerdes(settings),
                new UncommittedOutcomes(StreamListener.SILENT),
                StreamListener.SILENT);
    }

    private void take(int schema, String id) {
        task.process(record(framed(schema, id)));
    }

    private void pass(Duration time) {
        for (long end = now + time.toNanos();
                now < end;
                now += Duration.ofMillis(10).toNanos()) {
            punctuate();
        }
        punctuate();
    }

    private static byte[] framed(int schema, String id) {
        byte[] event = Fixtures.bytes(id);
        return ByteBuffer.allocate(5 + event.length)
                .put((byte) 0)
                .putInt(schema)
                .put(event)
                .array();
    }

    private static void require(Object schema) {
        if (!REGISTERED.contains(schema)) {
            asked++;
            now += ASK.toNanos();
            throw new SerializationException(
                    "No schema " + schema, new RestClientException("Not found; error code: 40403"));
        }
    }

    /** Events behind an id, in the words of Confluent's deserialiser. */
    public static final class Registry implements Deserializer<Object> {
        @Override
        public Object deserialize(String topic, byte[] data) {
            require(ByteBuffer.wrap(data).getInt(1));
            try {
                return PlainAvro.read(SentenceEvent.class, Arrays.copyOfRange(data, 5, data.length));
            } catch (IOException e) {
                throw new SerializationException(e);
            }
        }
    }

    /** As with {@code auto.register.schemas=false}. */
    public static final class RegistryOfFrames implements Serializer<Object> {
        private final PlainAvroSerializer serializer = new PlainAvroSerializer();

        @Override
        public byte[] serialize(String topic, Object data) {
            require("frames");
            return serializer.serialize(topic, data);
        }
    }

    /** Named and worded as that of Confluent's client. */
    private static final class RestClientException extends Exception {
        private static final long serialVersionUID = 1L;

        RestClientException(String message) {
            super(message);
        }
    }
}
