package dev.srlstream.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.srlstream.event.SentenceEvent;
import dev.srlstream.registry.FakeRegistry;
import dev.srlstream.registry.FakeRegistry.Dialect;
import dev.srlstream.registry.RegistryException;
import dev.srlstream.registry.RegistryUnauthorisedException;
import dev.srlstream.registry.RegistryUnavailableException;
import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvroDeserializerTest {
    private final FakeRegistry registry;

    AvroDeserializerTest() throws IOException {
        registry = new FakeRegistry(Dialect.CONFLUENT);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "'', the record is empty",
                "01a0b0c0d0e0f0, it begins with magic byte 0x01; schema ids in headers",
                "7b22, it begins with 0x7b where Confluent's format has 0x00 and a schema id",
                "0000, 'it ends within the schema id, after 2 bytes'",
                "00ffffffff00, its schema id -1 is negative",
            })
    void refusesWhatIsNotInConfluentsFormat(String hex, String reason) {
        // Given
        byte[] bytes = HexFormat.of().parseHex(hex);

        // When
        Throwable thrown = catchThrowable(() -> events().deserialize("sentences", bytes));

        // Then
        assertThat(thrown)
                .isInstanceOf(SerializationException.class)
                .hasMessageStartingWith("A value of topic 'sentences' cannot be decoded: " + reason);
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void refusesARecordWhoseSchemaIdIsInAHeader() {
        // Given
        RecordHeaders headers = new RecordHeaders();
        headers.add("__value_schema_id", new byte[17]);

        // When
        Throwable thrown = catchThrowable(() -> events().deserialize("sentences", headers, new byte[] {2, 'a'}));

        // Then
        assertThat(thrown)
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("__value_schema_id")
                .hasMessageContaining("PrefixSchemaIdSerializer");
    }

    @Test
    void refusesARecordWhoseSchemaTheRegistryDoesNotHave() {
        // When
        Throwable thrown = catchThrowable(() -> events().deserialize("sentences", new byte[] {0, 0, 0, 0, 7, 0}));

        // Then
        assertThat(thrown).isInstanceOf(SerializationException.class).hasMessageEndingWith("a schema with id 7");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429})
    void tellsARegistryThatIsAwayFromABadRecord(int status) {
        // Given
        byte[] bytes =
                AvroSerializer.<SentenceEvent>forValues(registry.settings()).serialize("sentences", Samples.event());
        AvroDeserializer<SentenceEvent> deserializer = events();
        registry.failNext(status, status, status);

        // When
        Throwable thrown = catchThrowable(() -> deserializer.deserialize("sentences", bytes));
        SentenceEvent later = deserializer.deserialize("sentences", bytes);

        // Then
        assertThat(thrown)
                .isInstanceOf(RegistryUnavailableException.class)
                .isNotInstanceOf(SerializationException.class)
                .hasMessageContaining(registry.url());
        assertThat(later).isEqualTo(Samples.event());
    }

    @Test
    void tellsWrongCredentialsFromABadRecord() {
        // Given
        registry.requireAuthorization("Basic abc");

        // When
        Throwable thrown = catchThrowable(() -> events().deserialize("sentences", new byte[] {0, 0, 0, 0, 1, 0}));

        // Then
        assertThat(thrown).isInstanceOf(RegistryUnauthorisedException.class).isInstanceOf(RegistryException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'record','name':'Order','fields':[]} | its schema is that of Order, not of dev.srlstream.event.SentenceEvent",
                "'string' | its schema is of type string, not a record",
                "{'type':'record','name':'dev.srlstream.event.SentenceEvent','fields':[]} | its schema cannot be read as "
                        + "dev.srlstream.event.SentenceEvent: field id is missing and has no default; field text is missing and has no default",
            },
            quoteCharacter = '`')
    void refusesARecordOfAnotherType(String schema, String reason) {
        // Given
        registry.put("sentences-value", schema.replace('\'', '"'), null);

        // When
        Throwable thrown = catchThrowable(() -> events().deserialize("sentences", new byte[] {0, 0, 0, 0, 1}));

        // Then
        assertThat(thrown)
                .isInstanceOf(SerializationException.class)
                .hasMessage("A value of topic 'sentences' cannot be decoded: " + reason);
    }

    @Test
    void namesTheFieldThatIsAnotherThanItReads() {
        // Given
        String schema =
                "{'type':'record','name':'dev.srlstream.event.SentenceEvent','fields':[{'name':'id','type':'string'},"
                        + "{'name':'text','type':'string'},{'name':'attributes','type':'string'}]}";
        registry.put("sentences-value", schema.replace('\'', '"'), null);

        // When
        Throwable thrown = catchThrowable(() -> events().deserialize("sentences", new byte[] {0, 0, 0, 0, 1, 0, 0, 0}));

        // Then
        assertThat(thrown)
                .isInstanceOf(SerializationException.class)
                .hasMessageEndingWith("its schema cannot be read as dev.srlstream.event.SentenceEvent:"
                        + " field attributes is a string where a map of strings is expected");
    }

    @Test
    void refusesASchemaThatIsNotAvro() {
        // Given
        registry.put("sentences-value", "syntax = \"proto3\";", "PROTOBUF");

        // When
        Throwable thrown = catchThrowable(() -> events().deserialize("sentences", new byte[] {0, 0, 0, 0, 1}));

        // Then
        assertThat(thrown).isInstanceOf(SerializationException.class).hasMessageContaining("PROTOBUF");
    }

    @Test
    void findsTheGeneratedClassByTheWritersSchema() {
        // Given
        byte[] bytes =
                AvroSerializer.<SentenceEvent>forValues(registry.settings()).serialize("sentences", Samples.event());
        AvroDeserializer<IndexedRecord> deserializer = configured(AvroSerdeConfig.SPECIFIC_READER, "true");

        // When
        IndexedRecord read = deserializer.deserialize("sentences", bytes);

        // Then
        assertThat(read).isEqualTo(Samples.event());
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.example.Unknown", "java.lang.String", "org.apache.avro.Schema"})
    void refusesASchemaWithoutAGeneratedClass(String name) {
        // Given
        registry.put("t-value", "{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[]}", null);
        AvroDeserializer<IndexedRecord> deserializer = configured(AvroSerdeConfig.SPECIFIC_READER, "true");

        // When
        Throwable thrown = catchThrowable(() -> deserializer.deserialize("t", new byte[] {0, 0, 0, 0, 1}));

        // Then
        assertThat(thrown)
                .isInstanceOf(SerializationException.class)
                .hasMessageEndingWith("there is no generated class for its schema " + name);
    }

    @Test
    void refusesATypeThatAvroHasNotGenerated() {
        // When
        Throwable thrown = catchThrowable(() -> configured(AvroSerdeConfig.VALUE_TYPE, "java.lang.String"));

        // Then
        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(AvroSerdeConfig.VALUE_TYPE + " is java.lang.String");
    }

    @Test
    void readsEventsOfOlderPublishersWithTheirDefaults() {
        // Given
        registry.put(
                "sentences-value",
                "{'type':'record','name':'SentenceEvent','fields':[{'name':'text','type':'string'},{'name':'old','type':'int'},{'name':'id','type':'string'}]}"
                        .replace('\'', '"'),
                null);
        byte[] bytes = {0, 0, 0, 0, 1, 4, 'H', 'i', 8, 2, 'a'};

        // When
        SentenceEvent read = events().deserialize("sentences", bytes);

        // Then
        assertThat(read)
                .isEqualTo(SentenceEvent.newBuilder().setId("a").setText("Hi").build());
    }

    @Test
    void givesGenericRecordsForKeys() {
        // Given
        registry.put(
                "t-key",
                "{\"type\":\"record\",\"name\":\"K\",\"fields\":[{\"name\":\"a\",\"type\":\"string\"}]}",
                null);
        AvroDeserializer<GenericRecord> deserializer = new AvroDeserializer<>();
        deserializer.configure(registry.settings(), true);

        // When
        GenericRecord key = deserializer.deserialize("t", new byte[] {0, 0, 0, 0, 1, 2, 'x'});
        Throwable thrown = catchThrowable(() -> deserializer.deserialize("t", new byte[] {0, 0, 0, 0, 1, 2}));

        // Then
        assertThat(key).hasToString("{\"a\": \"x\"}");
        assertThat(thrown).hasMessageStartingWith("A key of topic 't' cannot be decoded: ");
    }

    @Test
    void saysThatItIsNotConfigured() {
        // When
        Throwable thrown = catchThrowable(() -> new AvroDeserializer<>().deserialize("t", new byte[0]));

        // Then
        assertThat(thrown).isInstanceOf(IllegalStateException.class);
    }

    private AvroDeserializer<SentenceEvent> events() {
        return AvroDeserializer.forValues(SentenceEvent.class, registry.settings());
    }

    private <T extends IndexedRecord> AvroDeserializer<T> configured(String setting, Object value) {
        Map<String, Object> settings = new HashMap<>(registry.settings());
        settings.put(setting, value);
        AvroDeserializer<T> deserializer = new AvroDeserializer<>();
        deserializer.configure(settings, false);
        return deserializer;
    }
}
