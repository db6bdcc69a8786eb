package dev.srlstream.topics;

import dev.srlstream.config.ConfiguredSerde;
import dev.srlstream.config.Settings;
import dev.srlstream.diagnosis.ServiceFault;
import dev.srlstream.sentence.ProcessFault;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * From records to events of one type, with the deserialiser that the settings name. Owned by one thread, which closes it.
 *
 * @param <T> the event's generated class
 */
public final class EventDecoder<T extends SpecificRecord> implements AutoCloseable {
    private final Class<T> event;
    private final Deserializer<?> deserializer;
    private final SchemaPatience patience;
    private final String registry;

    public EventDecoder(Settings settings, Class<T> event) {
        this(settings, event, settings.schemaWait());
    }

    /** @param wait for schemas that the registry does not have yet, all together */
    EventDecoder(Settings settings, Class<T> event, Duration wait) {
        this.event = event;
        registry = settings.registryAddresses();
        deserializer = ConfiguredSerde.deserializer(settings, event);
        patience = new SchemaPatience(wait);
    }

    /**
     * Decodes a record's value; waits for a schema that the registry does not have yet.
     *
     * @throws TopicException when the registry cannot be asked
     * @throws SerializationException when this record is no such event; the next one may be
     */
    public T decode(ConsumerRecord<byte[], byte[]> entry) throws TopicException {
        Object value = deserialize(entry);
        if (event.isInstance(value)) {
            return event.cast(value);
        }
        String found = value == null ? "nothing" : value.getClass().getSimpleName();
        throw new SerializationException("It holds " + found + ", not " + event.getSimpleName() + ".");
    }

    private @Nullable Object deserialize(ConsumerRecord<byte[], byte[]> entry) throws TopicException {
        try {
            return patience.ask(() -> deserializer.deserialize(entry.topic(), entry.headers(), entry.value()));
        } catch (RuntimeException | StackOverflowError e) {
            if (ProcessFault.isIn(e)) {
                throw e;
            }
            if (e instanceof RuntimeException fault && ServiceFault.inReading(fault)) {
                throw TopicException.registry(fault, registry);
            }
            if (e instanceof SerializationException) {
                throw e;
            }
            // Foreign deserialisers throw what they please for bytes that they cannot read.
            String words = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new SerializationException("The deserialiser cannot read it: " + words, e);
        }
    }

    @Override
    public void close() {
        deserializer.close();
    }
}
