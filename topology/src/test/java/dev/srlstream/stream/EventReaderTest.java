package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.srlstream.sentence.Labelling;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.sentence.Throwables;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.BufferUnderflowException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    @ParameterizedTest
    @ValueSource(ints = {401, 403, 408, 429, 500, 502, 503, 40101, 40301, 42901, 50001, 50005, 404, 0})
    void makesAFaultOfARegistryThatRefuses(int code) {
        // Given
        KafkaException refusal = new SerializationException("No schema", answer(code));

        // When
        Throwable thrown = catchThrowable(() -> read(refusal));

        // Then
        assertThat(thrown).isSameAs(refusal);
    }

    @ParameterizedTest
    @ValueSource(ints = {40401, 40402, 40403})
    void rejectsWhatTheRegistryDoesNotHave(int code) {
        // When
        Labelling labelling = read(new SerializationException("No schema", answer(code)));

        // Then
        assertThat(labelling).satisfies(EventReaderTest::isUndecodable);
    }

    static Stream<Exception> cutOff() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new SocketTimeoutException("Read timed out"),
                new SSLHandshakeException("Remote host terminated the handshake"),
                thrownIn("io.confluent.kafka.schemaregistry.client.rest.RestService", new IOException("Premature EOF")),
                thrownIn("io.confluent.kafka.schemaregistry.client.rest.RestService", new EOFException()),
                new TimeoutException("No schema in time"),
                new ThrottlingQuotaExceededException("Too many requests; error code: 42901"),
                new AuthenticationException("No schema", answer(40101)));
    }

    @ParameterizedTest
    @MethodSource("cutOff")
    void makesAFaultOfARegistryThatGivesNoWholeAnswer(Exception reason) {
        // Given
        KafkaException fault = new SerializationException("No schema", new IllegalStateException(reason));

        // When
        Throwable thrown = catchThrowable(() -> read(fault));

        // Then
        assertThat(thrown).isSameAs(fault);
    }

    static Stream<Exception> unreadable() {
        return Stream.of(
                thrownIn("org.apache.avro.io.BinaryDecoder", new EOFException()),
                thrownIn(
                        "io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient",
                        new IOException("Invalid schema of type PROTOBUF")),
                new IndexOutOfBoundsException("Index 12 out of bounds for length 4"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void rejectsBytesThatCannotBeRead(Exception reason) {
        // When
        Labelling labelling = read(new SerializationException("Error deserializing Avro message for id 7", reason));

        // Then
        assertThat(labelling).satisfies(EventReaderTest::isUndecodable);
    }

    /** What Confluent's deserialiser throws besides, and what no deserialiser should. */
    static Stream<Throwable> thrownForARecord() {
        return Stream.of(
                new BufferUnderflowException(),
                new IllegalStateException("Unsupported schema type PROTOBUF"),
                new IllegalStateException(new IOException("Invalid schema of type JSON")),
                new StackOverflowError(),
                new AssertionError("a bug"),
                new Error("another"));
    }

    @ParameterizedTest
    @MethodSource("thrownForARecord")
    void rejectsForWhateverElseIsThrown(Throwable thrown) {
        // When
        Labelling labelling = read(thrown);

        // Then
        assertThat(labelling).satisfies(EventReaderTest::isUndecodable);
        Rejection rejection = (Rejection) labelling;
        assertThat(rejection.thrown()).isSameAs(thrown);
        assertThat(rejection.reason()).contains(thrown.getClass().getSimpleName());
    }

    static Stream<Throwable> thrownForNoRecord() {
        return Stream.of(
                new OutOfMemoryError("Java heap space"),
                new NoClassDefFoundError("com/google/common/cache/CacheBuilder"),
                new ConfigException("No such strategy"),
                new InterruptException("Closing"),
                new IllegalStateException(new InterruptedException()),
                new ClosedByInterruptException(),
                new IllegalStateException(new TimeoutException("No schema in time")),
                new IllegalStateException(new IllegalStateException(answer(503))),
                new SerializationException("No schema", new OutOfMemoryError("Metaspace")));
    }

    @ParameterizedTest
    @MethodSource("thrownForNoRecord")
    void makesAFaultOfWhatIsNotTheRecords(Throwable fault) {
        // When
        Throwable thrown = catchThrowable(() -> read(fault));

        // Then
        assertThat(thrown).isSameAs(fault);
    }

    @Test
    void rejectsARecordThatEndsTooEarly() {
        // Given
        byte[] whole = Fixtures.bytes("a");

        // When
        Labelling labelling = read(new PlainAvroDeserializer(), Arrays.copyOf(whole, whole.length / 2));

        // Then
        assertThat(labelling).satisfies(EventReaderTest::isUndecodable);
    }

    @Test
    void letsOtherFaultsPass() {
        // Given
        KafkaException fault = new AuthenticationException("No schema", answer(401));

        // When
        Throwable thrown = catchThrowable(() -> read(fault));

        // Then
        assertThat(thrown).isSameAs(fault);
    }

    private static void isUndecodable(Labelling labelling) {
        assertThat(labelling).isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(rejection.stage())
                .isEqualTo(Rejection.Stage.DECODE));
    }

    private static Labelling read(Throwable thrown) {
        Deserializer<Object> failing = (topic, data) -> {
            throw Throwables.unchecked(thrown);
        };
        return read(failing, new byte[] {0, 0, 0, 0, 7, 1});
    }

    private static Labelling read(Deserializer<?> deserializer, byte[] value) {
        return Fixtures.outcome(deserializer, value);
    }

    private static Exception answer(int code) {
        return new RestClientException("Not granted; error code: " + code);
    }

    private static Exception thrownIn(String className, Exception thrown) {
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.io.InputStream", "read", null, -1),
            new StackTraceElement(className, "get", null, -1),
            new StackTraceElement("io.confluent.kafka.serializers.KafkaAvroDeserializer", "deserialize", null, -1)
        });
        return thrown;
    }

    /** Named and worded as that of Confluent's client. */
    private static final class RestClientException extends Exception {
        RestClientException(String message) {
            super(message);
        }
    }
}
