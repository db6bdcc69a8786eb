package dev.srlstream.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.srlstream.registry.FakeRegistry.Dialect;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds whichever registry answers. */
abstract class SchemaRegistryClientScenarios {
    private static final Schema ORDER = SchemaBuilder.record("com.example.Order")
            .fields()
            .requiredString("id")
            .endRecord();
    private static final Schema ORDER_WITH_SUM = SchemaBuilder.record("com.example.Order")
            .fields()
            .requiredString("id")
            .requiredInt("sum")
            .endRecord();

    private final AtomicLong nanoTime = new AtomicLong();
    private final FakeRegistry registry;
    private final SchemaRegistryClient client;

    SchemaRegistryClientScenarios(Dialect dialect) throws IOException {
        registry = new FakeRegistry(dialect);
        client = new SchemaRegistryClient(registry.settings(), nanoTime::get);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void findsARegisteredSchemaByItsIdAndAsksOnce() {
        // Given
        int id = client.register("orders-value", ORDER, false);

        // When
        Schema first = client.schema(id);
        Schema second = client.schema(id);

        // Then
        assertThat(first).isEqualTo(ORDER).isSameAs(second);
        assertThat(registry.requestLines())
                .containsExactly("POST /subjects/orders-value/versions?normalize=false", "GET /schemas/ids/" + id);
    }

    @Test
    void registersASchemaOnce() {
        // Given
        int id = client.register("orders-value", ORDER, true);

        // When
        int again = client.register("orders-value", ORDER, true);

        // Then
        assertThat(again).isEqualTo(id);
        assertThat(registry.requestLines()).containsExactly("POST /subjects/orders-value/versions?normalize=true");
    }

    @Test
    void findsTheIdOfASchemaUnderASubjectWithSpecialCharacters() {
        // Given
        int id = client.register("or/ders value+1", ORDER, false);

        // When
        int found = client.lookUp("or/ders value+1", ORDER, false);

        // Then
        assertThat(found).isEqualTo(id);
    }

    @Test
    void saysThatAnIdIsUnknown() {
        // When
        Throwable thrown = catchThrowable(() -> client.schema(99));

        // Then
        assertThat(thrown)
                .isInstanceOf(SchemaNotFoundException.class)
                .hasMessage("The schema registry at " + registry.url() + " does not have a schema with id 99");
    }

    @Test
    void remembersNoMissAsTheNextAnswerCanBeAnother() {
        // Given
        Throwable first = catchThrowable(() -> client.schema(1));
        int id = registry.put("orders-value", ORDER.toString(), null);

        // When
        Schema later = client.schema(id);

        // Then
        assertThat(first).isInstanceOf(SchemaNotFoundException.class);
        assertThat(later).isEqualTo(ORDER);
    }

    @Test
    void saysThatASchemaIsNotRegisteredUnderItsSubject() {
        // Given
        client.register("orders-value", ORDER, false);

        // When
        Throwable unknownSchema = catchThrowable(() -> client.lookUp("orders-value", ORDER_WITH_SUM, false));
        Throwable unknownSubject = catchThrowable(() -> client.lookUp("sales-value", ORDER, false));
        Throwable noVersion = catchThrowable(() -> client.latest("sales-value"));

        // Then
        assertThat(unknownSchema)
                .isInstanceOf(SchemaNotFoundException.class)
                .hasMessageEndingWith("does not have the schema of com.example.Order under the subject 'orders-value'");
        assertThat(unknownSubject).isInstanceOf(SchemaNotFoundException.class).hasMessageContaining("'sales-value'");
        assertThat(noVersion).isInstanceOf(SchemaNotFoundException.class).hasMessageContaining("'sales-value'");
    }

    @Test
    void saysThatASchemaIsIncompatible() {
        // Given
        client.register("orders-value", ORDER, false);

        // When
        Throwable thrown = catchThrowable(() -> client.register("orders-value", ORDER_WITH_SUM, false));

        // Then
        assertThat(thrown)
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("the schema of com.example.Order under the subject 'orders-value'")
                .hasMessageEndingWith("as incompatible with its registered versions:"
                        + " it cannot read records of version 1 (field sum is missing and has no default)");
    }

    @Test
    void saysWhatTheRegistryWouldObjectToWithoutRegistering() {
        // Given
        client.register("orders-value", ORDER, false);

        // When
        Optional<String> against = client.objection("orders-value", ORDER_WITH_SUM, false);
        Optional<String> againstSame = client.objection("orders-value", ORDER, false);

        // Then
        assertThat(against).contains("it cannot read records of version 1 (field sum is missing and has no default)");
        assertThat(againstSame).isEmpty();
        assertThat(client.latest("orders-value").version()).isEqualTo(1);
    }

    @Test
    void remembersTheLatestVersionForTheConfiguredTime() {
        // Given
        Map<String, Object> settings = new HashMap<>(registry.settings());
        settings.put(SchemaRegistryConfig.LATEST_TTL_SEC, "10");
        SchemaRegistryClient expiring = new SchemaRegistryClient(settings, nanoTime::get);
        registry.put("orders-value", ORDER.toString(), null);
        RegisteredSchema first = expiring.latest("orders-value");
        registry.put("orders-value", ORDER_WITH_SUM.toString(), null);

        // When
        RegisteredSchema soon = expiring.latest("orders-value");
        nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(10));
        RegisteredSchema later = expiring.latest("orders-value");

        // Then
        assertThat(first).isEqualTo(new RegisteredSchema(1, 1, ORDER)).isEqualTo(soon);
        assertThat(later).isEqualTo(new RegisteredSchema(2, 2, ORDER_WITH_SUM));
    }

    @Test
    void resolvesReferencesToOtherSubjects() {
        // Given
        registry.put("order", ORDER.toString(), null);
        registry.putReferring(
                "basket",
                "{'type':'record','name':'Basket','fields':[{'name':'first','type':'com.example.Order'}]}"
                        .replace('\'', '"'),
                "com.example.Order",
                "order");
        int id = registry.putReferring(
                "baskets-value",
                "{'type':'record','name':'Baskets','fields':[{'name':'all','type':{'type':'array','items':'Basket'}}]}"
                        .replace('\'', '"'),
                "Basket",
                "basket");

        // When
        Schema schema = client.schema(id);

        // Then
        assertThat(schema.getField("all")
                        .schema()
                        .getElementType()
                        .getField("first")
                        .schema())
                .isEqualTo(ORDER);
    }

    @Test
    void breaksOffReferencesInACircle() {
        // Given
        int id = registry.putReferring("a", "{}", "A", "a");

        // When
        Throwable thrown = catchThrowable(() -> client.schema(id));

        // Then
        assertThat(thrown).isInstanceOf(UnreadableSchemaException.class);
        assertThat(registry.requests()).hasSize(2);
    }

    @Test
    void refusesSchemasThatAreNotAvro() {
        // Given
        int protobuf = registry.put("a", "syntax = \"proto3\";", "PROTOBUF");
        int nonsense = registry.put("b", "{\"type\":\"nonsense\"}", null);

        // When
        Throwable ofProtobuf = catchThrowable(() -> client.schema(protobuf));
        Throwable ofNonsense = catchThrowable(() -> client.schema(nonsense));

        // Then
        assertThat(ofProtobuf)
                .isInstanceOf(UnreadableSchemaException.class)
                .hasMessage("Schema id 1 is of type PROTOBUF; only AVRO can be read");
        assertThat(ofNonsense)
                .isInstanceOf(UnreadableSchemaException.class)
                .hasMessage("Schema id 2 is not a valid Avro schema");
    }

    @Test
    void tellsAWrongPathFromAnUnknownSchema() {
        // Given
        SchemaRegistryClient misled = new SchemaRegistryClient(FakeRegistry.settings(registry.url() + "/elsewhere/"));

        // When
        Throwable thrown = catchThrowable(() -> misled.schema(1));

        // Then
        assertThat(thrown)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(registry.url() + "/elsewhere is not a schema registry")
                .hasMessageContaining(SchemaRegistryConfig.URL);
    }

    @Test
    void reachesARegistryThatIsThere() {
        // When
        client.requireReachable();

        // Then
        assertThat(registry.requestLines()).containsExactly("GET /schemas/types");
    }
}
