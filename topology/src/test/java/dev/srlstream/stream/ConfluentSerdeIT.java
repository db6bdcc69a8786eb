package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.srlstream.config.ConfiguredSerde;
import dev.srlstream.config.Settings;
import dev.srlstream.diagnosis.ServiceFault;
import dev.srlstream.event.ModelReference;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.sentence.Labelled;
import dev.srlstream.sentence.Labelling;
import dev.srlstream.sentence.Rejection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Confluent's own classes throw, taken for the record's fault or not. */
class ConfluentSerdeIT {
    private final OneRegistry registry = new OneRegistry();
    private final Deserializer<?> deserializer =
            ConfiguredSerde.deserializer(settings(registry.url()), SentenceEvent.class);
    private final Serializer<Object> serializer = ConfiguredSerde.serializer(settings(registry.url()));

    ConfluentSerdeIT() throws IOException {}

    private static Settings settings(String url) {
        return Fixtures.settings(Map.of(
                "schema.registry.url", url,
                "value.deserializer", "io.confluent.kafka.serializers.KafkaAvroDeserializer",
                "value.serializer", "io.confluent.kafka.serializers.KafkaAvroSerializer",
                "registry.max.retries", "0"));
    }

    @AfterEach
    void close() {
        deserializer.close();
        serializer.close();
        registry.close();
    }

    @Test
    void readsAnEventWithoutASettingForAvro() {
        int id = registry.put(SentenceEvent.getClassSchema().toString(), null);

        assertThat(read(framed(id, Fixtures.bytes("a")))).isInstanceOf(Labelled.class);
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("no bytes", new byte[0], "BufferUnderflowException"),
                Arguments.of("a zero", new byte[] {0}, "BufferUnderflowException"),
                Arguments.of("half an id", new byte[] {0, 0, 0}, "BufferUnderflowException"),
                Arguments.of("text", new byte[] {'t', 'e', 'x', 't', '.', '.'}, "SerializationException"),
                Arguments.of("a GUID for an id", Arrays.copyOf(new byte[] {1}, 40), "SerializationException"),
                Arguments.of("an id that is not there", framed(99, new byte[1]), "SerializationException"),
                Arguments.of("an id below zero", framed(-1, new byte[1]), "SerializationException"),
                Arguments.of("a cut event", framed(1, new byte[] {2, 'i', 2}), "SerializationException"),
                Arguments.of("a string of 2 GiB", framed(1, new byte[] {-2, -1, -1, -1, 15}), "SerializationException"),
                Arguments.of("JSON Schema", framed(2, new byte[3]), "UncheckedExecutionException"),
                Arguments.of("Protobuf", framed(3, new byte[3]), "UncheckedExecutionException"),
                Arguments.of("no schema", framed(4, new byte[3]), "SerializationException"),
                Arguments.of("another record", framed(5, new byte[3]), "SerializationException"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void rejectsARecordForWhateverIsThrownForIt(String name, byte[] value, String thrown) {
        // Given
        registry.put(SentenceEvent.getClassSchema().toString(), null);
        registry.put("{\"type\":\"object\"}", "JSON");
        registry.put("syntax = \"proto3\"; message A {}", "PROTOBUF");
        registry.put("{\"type\":\"nonsense\"}", null);
        registry.put("{\"type\":\"record\",\"name\":\"a.B\",\"fields\":[]}", null);

        // When
        Labelling labelling = read(value);

        // Then
        Rejection rejection = (Rejection) labelling;
        assertThat(rejection.stage()).isEqualTo(Rejection.Stage.DECODE);
        assertThat(rejection.thrown())
                .extracting(e -> e.getClass().getSimpleName())
                .isEqualTo(thrown);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 408, 409, 422, 429, 500, 502, 503, 504})
    void failsInsteadWhereTheRegistryRefuses(int status) {
        // Given
        int id = registry.put(SentenceEvent.getClassSchema().toString(), null);
        registry.refuse(status);

        // When
        Throwable reading = catchThrowable(() -> read(framed(id, Fixtures.bytes("a"))));
        Throwable writing = catchThrowable(() -> serializer.serialize("frames", Fixtures.MODEL));

        // Then
        assertThat(reading).isNotNull();
        assertThat(ServiceFault.inWriting(writing)).isTrue();
    }

    @Test
    void failsInsteadWhereNoRegistryListens() {
        // Given
        registry.close();

        // When
        Throwable reading = catchThrowable(() -> read(framed(1, Fixtures.bytes("a"))));
        Throwable writing = catchThrowable(() -> serializer.serialize("frames", Fixtures.MODEL));

        // Then
        assertThat(reading).isNotNull();
        assertThat(ServiceFault.inWriting(writing)).isTrue();
    }

    /** The frames' schema is ours to register: sentences are not to blame that it is missing. */
    @Test
    void failsInsteadWhereTheRegistryLacksTheSchemaOfFrames() {
        registry.refuse(404);

        assertThat(ServiceFault.inWriting(catchThrowable(() -> serializer.serialize("frames", Fixtures.MODEL))))
                .isTrue();
    }

    @Test
    void rejectsFramesThatDoNotFitTheirSchema() {
        ModelReference broken = new ModelReference();

        assertThat(ServiceFault.inWriting(catchThrowable(() -> serializer.serialize("frames", broken))))
                .isFalse();
    }

    private Labelling read(byte[] value) {
        return Fixtures.outcome(deserializer, value);
    }

    private static byte[] framed(int schema, byte[] payload) {
        return ByteBuffer.allocate(5 + payload.length)
                .put((byte) 0)
                .putInt(schema)
                .put(payload)
                .array();
    }
}
