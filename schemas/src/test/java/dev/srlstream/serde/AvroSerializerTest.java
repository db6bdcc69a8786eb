package dev.srlstream.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.srlstream.event.SentenceEvent;
import dev.srlstream.registry.FakeRegistry;
import dev.srlstream.registry.FakeRegistry.Dialect;
import dev.srlstream.registry.IncompatibleSchemaException;
import dev.srlstream.registry.RegistryUnavailableException;
import dev.srlstream.registry.SchemaRegistryClient;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroSerializerTest {
    private static final String STRATEGIES = "io.confluent.kafka.serializers.subject.";
    private static final Schema V1 =
            SchemaBuilder.record("com.example.R").fields().requiredString("a").endRecord();
    private static final Schema V2 = SchemaBuilder.record("com.example.R")
            .fields()
            .name("before")
            .type()
            .intType()
            .intDefault(7)
            .requiredString("a")
            .endRecord();
    private static final GenericRecord RECORD =
            new GenericRecordBuilder(V1).set("a", "x").build();

    private final FakeRegistry registry;

    AvroSerializerTest() throws IOException {
        registry = new FakeRegistry(Dialect.CONFLUENT);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @CsvSource({
        "TopicNameStrategy, false, topic-value",
        "TopicNameStrategy, true, topic-key",
        "RecordNameStrategy, false, com.example.R",
        "TopicRecordNameStrategy, true, topic-com.example.R"
    })
    void registersUnderTheSubjectOfConfluentsStrategy(String strategy, boolean isKey, String subject) {
        // Given
        String setting = isKey ? AvroSerdeConfig.KEY_SUBJECT_STRATEGY : AvroSerdeConfig.VALUE_SUBJECT_STRATEGY;
        AvroSerializer<GenericRecord> serializer = new AvroSerializer<>();
        serializer.configure(settings(Map.of(setting, STRATEGIES + strategy)), isKey);

        // When
        byte[] bytes = serializer.serialize("topic", RECORD);

        // Then
        assertThat(bytes).containsExactly(0, 0, 0, 0, 1, 2, 'x');
        assertThat(registry.requestLines()).containsExactly("POST /subjects/" + subject + "/versions?normalize=false");
    }

    @Test
    void refusesAStrategyOfOthers() {
        // Given
        Map<String, Object> settings = settings(Map.of(AvroSerdeConfig.VALUE_SUBJECT_STRATEGY, "com.example.Mine"));

        // When
        Throwable thrown = catchThrowable(() -> AvroSerializer.forValues(settings));

        // Then
        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("com.example.Mine")
                .hasMessageContaining(STRATEGIES + "RecordNameStrategy");
    }

    @Test
    void leavesJavasOwnPropertiesOutWhereAskedTo() {
        // Given
        SentenceEvent event = Samples.event();
        AvroSerializer<SentenceEvent> plain = serializer(Map.of(AvroSerdeConfig.REMOVE_JAVA_PROPERTIES, "true"));
        AvroSerializer<SentenceEvent> java = serializer(Map.of());

        // When
        byte[] withoutProperties = plain.serialize("a", event);
        byte[] withProperties = java.serialize("b", event);

        // Then
        SchemaRegistryClient client = new SchemaRegistryClient(registry.settings());
        assertThat(client.latest("a-value").schema().toString()).doesNotContain("avro.java");
        assertThat(client.latest("b-value").schema()).isEqualTo(SentenceEvent.getClassSchema());
        assertThat(withoutProperties).endsWith(payload(withProperties)).hasSameSizeAs(withProperties);
    }

    @Test
    void looksTheSchemaUpWhereItMustNotRegister() {
        // Given
        registry.put("topic-value", V2.toString(), null);
        registry.put("topic-value", V1.toString(), null);
        AvroSerializer<GenericRecord> serializer = serializer(Map.of(AvroSerdeConfig.AUTO_REGISTER, false));

        // When
        byte[] bytes = serializer.serialize("topic", RECORD);

        // Then
        assertThat(bytes).containsExactly(0, 0, 0, 0, 2, 2, 'x');
    }

    @Test
    void saysHowToGoOnWhereNobodyRegisteredTheSchema() {
        // Given
        AvroSerializer<GenericRecord> serializer = serializer(Map.of(AvroSerdeConfig.AUTO_REGISTER, "false"));

        // When
        Throwable thrown = catchThrowable(() -> serializer.serialize("topic", RECORD));

        // Then
        assertThat(thrown)
                .isInstanceOf(SerializationException.class)
                .hasMessage("The schema registry at " + registry.url()
                        + " does not have the schema of com.example.R under the subject 'topic-value';"
                        + " register it there, or set auto.register.schemas=true");
    }

    @Test
    void carriesRecordsOverToTheLatestVersionByTheNamesOfTheirFields() {
        // Given
        registry.put("topic-value", V2.toString(), null);
        AvroSerializer<GenericRecord> serializer = serializer(latestVersion());

        // When
        byte[] bytes = serializer.serialize("topic", RECORD);

        // Then: the field before it has its default, 7, which is 14 in zigzag
        assertThat(bytes).containsExactly(0, 0, 0, 0, 1, 14, 2, 'x');
    }

    @Test
    void writesWithTheLatestVersionWhereItDiffersInDocumentationOnly() {
        // Given
        Schema documented = SchemaBuilder.record("com.example.R")
                .doc("Documented.")
                .prop("owner", "someone")
                .fields()
                .requiredString("a")
                .endRecord();
        registry.put("topic-value", documented.toString(), null);

        // When
        byte[] bytes = this.<GenericRecord>serializer(latestVersion()).serialize("topic", RECORD);

        // Then
        assertThat(bytes).containsExactly(0, 0, 0, 0, 1, 2, 'x');
    }

    @Test
    void refusesALatestVersionThatCannotReadTheRecord() {
        // Given
        Schema other = SchemaBuilder.record("com.example.R")
                .fields()
                .requiredString("a")
                .requiredInt("b")
                .endRecord();
        registry.put("topic-value", other.toString(), null);
        Map<String, Object> lenient = new HashMap<>(latestVersion());
        lenient.put(AvroSerdeConfig.LATEST_STRICT, "false");

        // When
        Throwable strict = catchThrowable(
                () -> this.<GenericRecord>serializer(latestVersion()).serialize("topic", RECORD));
        Throwable notStrict =
                catchThrowable(() -> this.<GenericRecord>serializer(lenient).serialize("topic", RECORD));

        // Then
        assertThat(strict)
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageStartingWith(
                        "Version 1 of the subject 'topic-value', its latest, cannot read a com.example.R");
        assertThat(notStrict).isInstanceOf(SerializationException.class);
    }

    @Test
    void passesOnThatTheRegistryRefusesTheContract() {
        // Given
        registry.put("topic-value", "\"string\"", null);

        // When
        Throwable thrown =
                catchThrowable(() -> this.<GenericRecord>serializer(Map.of()).serialize("topic", RECORD));

        // Then
        assertThat(thrown).isInstanceOf(IncompatibleSchemaException.class);
    }

    @Test
    void passesOnThatTheRegistryIsAway() {
        // Given
        registry.failNext(503, 503, 503);

        // When
        Throwable thrown =
                catchThrowable(() -> this.<GenericRecord>serializer(Map.of()).serialize("topic", RECORD));

        // Then
        assertThat(thrown).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void namesTheFieldThatIsMissing() {
        // Given
        GenericRecord incomplete = new GenericData.Record(V1);

        // When
        Throwable thrown =
                catchThrowable(() -> this.<GenericRecord>serializer(Map.of()).serialize("topic", incomplete));

        // Then
        assertThat(thrown)
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("A com.example.R cannot be encoded")
                .hasMessageContaining("R.a");
    }

    @Test
    void saysThatItIsNotConfigured() {
        // When
        Throwable thrown = catchThrowable(() -> new AvroSerializer<>().serialize("topic", RECORD));

        // Then
        assertThat(thrown).isInstanceOf(IllegalStateException.class);
    }

    private static Map<String, Object> latestVersion() {
        return Map.of(AvroSerdeConfig.AUTO_REGISTER, "false", AvroSerdeConfig.USE_LATEST, "true");
    }

    private static byte[] payload(byte @Nullable [] bytes) {
        byte[] framed = Objects.requireNonNull(bytes);
        return Arrays.copyOfRange(framed, WireFormat.PAYLOAD_OFFSET, framed.length);
    }

    private <T extends IndexedRecord> AvroSerializer<T> serializer(Map<String, Object> more) {
        return AvroSerializer.forValues(settings(more));
    }

    private Map<String, Object> settings(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(registry.settings());
        settings.putAll(more);
        return settings;
    }
}
