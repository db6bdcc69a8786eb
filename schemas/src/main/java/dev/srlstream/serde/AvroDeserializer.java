package dev.srlstream.serde;

import dev.srlstream.registry.SchemaNotFoundException;
import dev.srlstream.registry.SchemaRegistryClient;
import dev.srlstream.registry.UnreadableSchemaException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.common.cache.SynchronizedCache;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro records in Confluent's wire format, under Confluent's settings. Two kinds of failure are kept apart: a
 * {@link SerializationException} says that the record can never be read, a {@link dev.srlstream.registry.RegistryException} that the
 * registry did not help and nothing is known about the record. Whatever the bytes are, the answer takes time and memory in proportion to
 * their number. Safe for use by several threads once configured; blocks for the registry on the first record of a schema.
 *
 * @param <T> the records it gives: a generated class, or {@link org.apache.avro.generic.GenericRecord}
 */
public final class AvroDeserializer<T extends IndexedRecord> implements Deserializer<T> {
    private static final int MOST_SCHEMAS = 1_000;

    private final Cache<Schema, RecordReader> readers = new SynchronizedCache<>(new LRUCache<>(MOST_SCHEMAS));
    private @Nullable SchemaRegistryClient registry;
    private @Nullable Class<? extends SpecificRecord> type;
    private boolean specific;
    private boolean isKey;

    /** For Kafka, which calls {@link #configure} next. */
    public AvroDeserializer() {}

    /** For values of a generated class, with a registry client that may be shared. */
    public static <R extends SpecificRecord> AvroDeserializer<R> forValues(
            Class<R> type, SchemaRegistryClient registry) {
        AvroDeserializer<R> deserializer = new AvroDeserializer<>();
        deserializer.registry = registry;
        deserializer.type = type;
        deserializer.specific = true;
        return deserializer;
    }

    /** For values of a generated class, with the settings of {@link dev.srlstream.registry.SchemaRegistryConfig}. */
    public static <R extends SpecificRecord> AvroDeserializer<R> forValues(Class<R> type, Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(AvroSerdeConfig.VALUE_TYPE, type);
        AvroDeserializer<R> deserializer = new AvroDeserializer<>();
        deserializer.configure(all, false);
        return deserializer;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        AvroSerdeConfig config = new AvroSerdeConfig(settings);
        this.isKey = isKey;
        type = config.specificType(isKey);
        specific = type != null || config.getBoolean(AvroSerdeConfig.SPECIFIC_READER);
        registry = new SchemaRegistryClient(settings);
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] data) {
        return deserialize(topic, null, data);
    }

    @Override
    public @Nullable T deserialize(String topic, @Nullable Headers headers, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        SchemaRegistryClient client = registry;
        if (client == null) {
            throw new IllegalStateException("configure() must be called before deserialize()");
        }
        try {
            WireFormat.refuseHeaderFraming(headers, isKey);
            Schema writer = client.schema(WireFormat.schemaId(data));
            @SuppressWarnings("unchecked") // The caller chose T along with the settings that decide the class.
            T record = (T) reader(writer).read(data, WireFormat.PAYLOAD_OFFSET);
            return record;
        } catch (SerializationException | SchemaNotFoundException | UnreadableSchemaException e) {
            throw undecodable(topic, e.getMessage(), e);
        } catch (StackOverflowError e) {
            // The depth of values is bounded, that of a schema whose types refer to each other by name is not.
            throw undecodable(topic, "its schema is nested too deeply", null);
        }
    }

    private SerializationException undecodable(String topic, @Nullable String reason, @Nullable Exception cause) {
        return new SerializationException(
                "A " + (isKey ? "key" : "value") + " of topic '" + topic + "' cannot be decoded: " + reason, cause);
    }

    private RecordReader reader(Schema writer) {
        RecordReader reader = readers.get(writer);
        if (reader == null) {
            reader = specific ? RecordReader.specific(writer, type) : RecordReader.generic(writer);
            readers.put(writer, reader);
        }
        return reader;
    }
}
