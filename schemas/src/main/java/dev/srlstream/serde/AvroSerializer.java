package dev.srlstream.serde;

import dev.srlstream.compatibility.SchemaMismatch;
import dev.srlstream.registry.IncompatibleSchemaException;
import dev.srlstream.registry.RegisteredSchema;
import dev.srlstream.registry.SchemaNotFoundException;
import dev.srlstream.registry.SchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.common.cache.SynchronizedCache;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes Avro records in Confluent's wire format, under Confluent's settings: the same schema id and the same bytes as Confluent's own
 * serializer. A {@link SerializationException} blames the record or a schema that nobody registered, a
 * {@link dev.srlstream.registry.RegistryException} the registry or an incompatible contract. Safe for use by several threads once
 * configured; blocks for the registry on the first record of a subject and schema.
 *
 * @param <T> the records it takes, generated or generic
 */
public final class AvroSerializer<T extends IndexedRecord> implements Serializer<T> {
    private static final int MOST_SCHEMAS = 1_000;

    private final Cache<Pairing, RecordWriter> writers = new SynchronizedCache<>(new LRUCache<>(MOST_SCHEMAS));
    private final Cache<Schema, Schema> withoutJavaProperties = new SynchronizedCache<>(new LRUCache<>(MOST_SCHEMAS));
    private @Nullable SchemaRegistryClient registry;
    private AvroSerdeConfig config = new AvroSerdeConfig(Map.of());
    private boolean isKey;

    /** For Kafka, which calls {@link #configure} next. */
    public AvroSerializer() {}

    /** For values, with default settings and a registry client that may be shared. */
    public static <R extends IndexedRecord> AvroSerializer<R> forValues(SchemaRegistryClient registry) {
        AvroSerializer<R> serializer = new AvroSerializer<>();
        serializer.registry = registry;
        return serializer;
    }

    /** For values, with the settings of {@link dev.srlstream.registry.SchemaRegistryConfig} and {@link AvroSerdeConfig}. */
    public static <R extends IndexedRecord> AvroSerializer<R> forValues(Map<String, ?> settings) {
        AvroSerializer<R> serializer = new AvroSerializer<>();
        serializer.configure(settings, false);
        return serializer;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        config = new AvroSerdeConfig(settings);
        this.isKey = isKey;
        registry = new SchemaRegistryClient(settings);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T record) {
        if (record == null) {
            return null;
        }
        SchemaRegistryClient client = registry;
        if (client == null) {
            throw new IllegalStateException("configure() must be called before serialize()");
        }
        Schema given = record.getSchema();
        String subject = config.subject(topic, isKey, given);
        RegisteredId target = target(client, subject, given);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WireFormat.writeHeader(out, target.id());
        writer(given, target.written()).write(record, out);
        return out.toByteArray();
    }

    private RegisteredId target(SchemaRegistryClient client, String subject, Schema given) {
        Schema published = published(given);
        boolean normalize = config.getBoolean(AvroSerdeConfig.NORMALIZE);
        if (config.getBoolean(AvroSerdeConfig.AUTO_REGISTER)) {
            return new RegisteredId(client.register(subject, published, normalize), given);
        }
        try {
            if (config.getBoolean(AvroSerdeConfig.USE_LATEST)) {
                return latest(client, subject, given);
            }
            return new RegisteredId(client.lookUp(subject, published, normalize), given);
        } catch (SchemaNotFoundException e) {
            throw new SerializationException(
                    e.getMessage() + "; register it there, or set " + AvroSerdeConfig.AUTO_REGISTER + "=true", e);
        }
    }

    private RegisteredId latest(SchemaRegistryClient client, String subject, Schema given) {
        RegisteredSchema latest = client.latest(subject);
        if (config.getBoolean(AvroSerdeConfig.LATEST_STRICT)
                && !writer(given, latest.schema()).readable()) {
            throw new IncompatibleSchemaException("Version " + latest.version() + " of the subject '" + subject
                    + "', its latest, cannot read a " + given.getFullName() + " ("
                    + SchemaMismatch.between(latest.schema(), given).orElse("for reasons that Avro does not tell")
                    + "); register a version that can, or set " + AvroSerdeConfig.USE_LATEST + "=false");
        }
        return new RegisteredId(latest.id(), latest.schema());
    }

    private Schema published(Schema given) {
        if (!config.getBoolean(AvroSerdeConfig.REMOVE_JAVA_PROPERTIES)) {
            return given; // Not looked for among the remembered ones.
        }
        Schema published = withoutJavaProperties.get(given);
        if (published == null) {
            published = config.registered(given);
            withoutJavaProperties.put(given, published);
        }
        return published;
    }

    private RecordWriter writer(Schema given, Schema written) {
        Pairing pairing = new Pairing(given, written);
        RecordWriter writer = writers.get(pairing);
        if (writer == null) {
            writer = new RecordWriter(given, written);
            writers.put(pairing, writer);
        }
        return writer;
    }

    private record RegisteredId(int id, Schema written) {}

    private record Pairing(Schema given, Schema written) {}
}
