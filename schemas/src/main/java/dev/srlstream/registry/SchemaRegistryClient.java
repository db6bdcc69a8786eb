package dev.srlstream.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.compatibility.SchemaMismatch;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Client of a schema registry that speaks the Confluent REST API: Confluent's own, Apicurio's under {@code /apis/ccompat/v7}, Karapace.
 * Calls block, by default for well under ten seconds, and throw a {@link RegistryException} whose kind says what went wrong. Answers are
 * remembered. Safe for use by several threads and shareable between serializers and deserializers; there is nothing to close.
 */
public final class SchemaRegistryClient {
    private static final int MOST_ANSWERS = 1_000;

    private final RegistryTransport transport;
    private final RegistryCache<Integer, Schema> schemas;
    private final RegistryCache<Contract, Integer> registered;
    private final RegistryCache<Contract, Integer> found;
    private final RegistryCache<String, RegisteredSchema> latest;

    /**
     * @param settings those of {@link SchemaRegistryConfig}; others are left alone
     * @throws org.apache.kafka.common.config.ConfigException where a setting is missing or wrong
     */
    public SchemaRegistryClient(Map<String, ?> settings) {
        this(settings, System::nanoTime);
    }

    SchemaRegistryClient(Map<String, ?> settings, LongSupplier nanoTime) {
        SchemaRegistryConfig config = new SchemaRegistryConfig(settings);
        transport = new RegistryTransport(config, nanoTime);
        schemas = new RegistryCache<>(MOST_ANSWERS, answer -> null, nanoTime);
        registered = new RegistryCache<>(MOST_ANSWERS, answer -> null, nanoTime);
        found = new RegistryCache<>(MOST_ANSWERS, answer -> null, nanoTime);
        long seconds = config.getLong(SchemaRegistryConfig.LATEST_TTL_SEC);
        Duration latestTtl = seconds < 0 ? null : Duration.ofSeconds(seconds);
        latest = new RegistryCache<>(MOST_ANSWERS, answer -> latestTtl, nanoTime);
    }

    /** The schema behind an id, its references resolved. */
    public Schema schema(int id) {
        return schemas.get(id, () -> {
            JsonNode answer = ask("GET", RegistryPaths.schema(id), null, "a schema with id " + id);
            return parse(answer, "Schema id " + id);
        });
    }

    /**
     * Registers a schema under a subject where it is not there yet.
     *
     * @param normalize whether the registry is to bring the schema into its normal form first
     * @return its id
     */
    public int register(String subject, Schema schema, boolean normalize) {
        Contract contract = new Contract(subject, schema, normalize);
        return registered.get(contract, () -> {
            RegistryReply reply = transport.send("POST", RegistryPaths.register(subject, normalize), contract.body());
            if (reply.saysIncompatible()) {
                throw reply.incompatible(contract.toString(), conflict(subject, schema));
            }
            return id(body(reply, contract.toString()));
        });
    }

    /**
     * Why the registry would refuse to register a schema under a subject, which it is not asked to do; empty where it would not. By
     * the compatibility that the registry demands of the subject.
     */
    public Optional<String> objection(String subject, Schema schema, boolean normalize) {
        Contract contract = new Contract(subject, schema, normalize);
        RegistryReply reply = transport.send("POST", RegistryPaths.compatibility(subject, normalize), contract.body());
        JsonNode verdict = body(reply, "the compatibility of " + contract).path("is_compatible");
        if (!verdict.isBoolean()) {
            throw notARegistry("an answer without is_compatible");
        }
        return verdict.asBoolean()
                ? Optional.empty()
                : Optional.of(conflict(subject, schema).orElseGet(reply::messages));
    }

    /** In words of ours: those of registries are places in the text of a schema. */
    private Optional<String> conflict(String subject, Schema schema) {
        try {
            RegisteredSchema newest = newest(subject);
            return SchemaMismatch.eitherWay(schema, newest.schema(), "version " + newest.version());
        } catch (RegistryException e) {
            return Optional.empty(); // Nothing more can be said than what the registry said.
        }
    }

    /**
     * The id of a schema that is registered under a subject.
     *
     * @param normalize whether the registry is to bring the schema into its normal form first
     */
    public int lookUp(String subject, Schema schema, boolean normalize) {
        Contract contract = new Contract(subject, schema, normalize);
        return found.get(
                contract,
                () -> id(ask("POST", RegistryPaths.lookUp(subject, normalize), contract.body(), contract.toString())));
    }

    /** The newest version of a subject, remembered for {@value SchemaRegistryConfig#LATEST_TTL_SEC}. */
    public RegisteredSchema latest(String subject) {
        return latest.get(subject, () -> newest(subject));
    }

    private RegisteredSchema newest(String subject) {
        String what = "a version of the subject '" + subject + "'";
        JsonNode answer = ask("GET", RegistryPaths.latest(subject), null, what);
        Schema schema = parse(answer, "The latest version of the subject '" + subject + "'");
        return new RegisteredSchema(id(answer), answer.path("version").asInt(), schema);
    }

    /**
     * Asks for something harmless, so that a wrong address or credential shows at the start.
     *
     * @throws RegistryUnavailableException where no registry answers
     * @throws RegistryUnauthorisedException where it refuses the credentials
     */
    public void requireReachable() {
        ask("GET", RegistryPaths.TYPES, null, "its list of schema types");
    }

    /** The addresses, without credentials. */
    @Override
    public String toString() {
        return transport.toString();
    }

    private Schema parse(JsonNode answer, String subject) {
        if (!answer.path("schema").isTextual()) {
            throw notARegistry("an answer without a schema");
        }
        return new SchemaTexts(path -> ask("GET", path, null, "the referenced schema " + path)).parse(answer, subject);
    }

    private JsonNode ask(String method, String path, @Nullable JsonNode body, String what) {
        return body(transport.send(method, path, body), what);
    }

    private static JsonNode body(RegistryReply reply, String what) {
        if (!reply.succeeded()) {
            throw reply.refusal(what);
        }
        return reply.body();
    }

    private int id(JsonNode answer) {
        JsonNode id = answer.path("id");
        if (!id.isInt()) {
            throw notARegistry("an answer without an id");
        }
        return id.asInt();
    }

    private RegistryUnavailableException notARegistry(String reason) {
        return new RegistryUnavailableException(
                "What answers at " + transport + " is not a schema registry (" + reason + "); check "
                        + SchemaRegistryConfig.URL,
                null);
    }

    /** A schema under a subject. Its text form is the object of a sentence. */
    private record Contract(String subject, Schema schema, boolean normalize) {
        ObjectNode body() {
            return JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
        }

        @Override
        public String toString() {
            return "the schema of " + schema.getFullName() + " under the subject '" + subject + "'";
        }
    }
}
