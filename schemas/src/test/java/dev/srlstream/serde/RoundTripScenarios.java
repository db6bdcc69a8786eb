package dev.srlstream.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.event.EngineFailure;
import dev.srlstream.event.ModelDiagnostic;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.registry.FakeRegistry;
import dev.srlstream.registry.FakeRegistry.Dialect;
import dev.srlstream.registry.SchemaRegistryClient;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds whichever registry answers. */
abstract class RoundTripScenarios {
    private final FakeRegistry registry;

    RoundTripScenarios(Dialect dialect) throws IOException {
        registry = new FakeRegistry(dialect);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void writesTheBytesOfTheSpecification() {
        // Given
        SentenceEvent event =
                SentenceEvent.newBuilder().setId("a").setText("Hi").build();
        AvroSerializer<SentenceEvent> serializer = AvroSerializer.forValues(registry.settings());

        // When
        byte[] bytes = serializer.serialize("sentences", event);

        // Then: magic byte, id 1, "a", "Hi", no tokens, no predicates, "en", empty map
        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo("00" + "00000001" + "0261" + "044869" + "00" + "00" + "04656e" + "00");
    }

    @Test
    void readsAnEventThatItWrote() {
        // Given
        SentenceEvent event = Samples.event();
        byte[] bytes =
                AvroSerializer.<SentenceEvent>forValues(registry.settings()).serialize("sentences", event);

        // When
        SentenceEvent read = AvroDeserializer.forValues(SentenceEvent.class, registry.settings())
                .deserialize("sentences", bytes);

        // Then
        assertThat(read).isEqualTo(event);
    }

    @Test
    void readsFramesWithASharedClient() {
        // Given
        SchemaRegistryClient client = new SchemaRegistryClient(registry.settings());
        SentenceFrames frames = Samples.frames();
        byte[] bytes = AvroSerializer.<SentenceFrames>forValues(client).serialize("frames", frames);

        // When
        SentenceFrames read =
                AvroDeserializer.forValues(SentenceFrames.class, client).deserialize("frames", bytes);

        // Then
        assertThat(read).isEqualTo(frames);
    }

    @Test
    void readsADiagnosticWithItsInstant() {
        // Given
        ModelDiagnostic diagnostic = ModelDiagnostic.newBuilder()
                .setId("1")
                .setApplication("srl")
                .setInstance("host")
                .setOccurredAt(Instant.ofEpochMilli(1_700_000_000_123L))
                .setBody(new EngineFailure("00ff", "out of memory"))
                .build();
        byte[] bytes =
                AvroSerializer.<ModelDiagnostic>forValues(registry.settings()).serialize("diagnostics", diagnostic);

        // When
        ModelDiagnostic read = AvroDeserializer.forValues(ModelDiagnostic.class, registry.settings())
                .deserialize("diagnostics", bytes);

        // Then
        assertThat(read).isEqualTo(diagnostic);
    }

    @Test
    void givesGenericRecordsWhereNoClassIsAskedFor() {
        // Given
        byte[] bytes =
                AvroSerializer.<SentenceEvent>forValues(registry.settings()).serialize("sentences", Samples.event());
        AvroDeserializer<GenericRecord> deserializer = new AvroDeserializer<>();
        deserializer.configure(registry.settings(), false);

        // When
        GenericRecord read = deserializer.deserialize("sentences", bytes);

        // Then
        assertThat(read)
                .isInstanceOf(GenericData.Record.class)
                .extracting(record -> record.get("id"), record -> record.get("attributes"))
                .containsExactly("a", Map.of("k", "v"));
    }

    @Test
    void passesNullsOn() {
        // Given
        AvroSerializer<SentenceEvent> serializer = AvroSerializer.forValues(registry.settings());
        AvroDeserializer<SentenceEvent> deserializer =
                AvroDeserializer.forValues(SentenceEvent.class, registry.settings());

        // When
        byte[] bytes = serializer.serialize("sentences", null);
        SentenceEvent read = deserializer.deserialize("sentences", null);

        // Then
        assertThat(bytes).isNull();
        assertThat(read).isNull();
        assertThat(registry.requests()).isEmpty();
    }
}
