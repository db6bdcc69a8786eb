package dev.srlstream.operations;

import dev.srlstream.config.ConfiguredSerde;
import dev.srlstream.config.Settings;
import dev.srlstream.diagnosis.Causes;
import dev.srlstream.diagnosis.RegistryRefusal;
import dev.srlstream.diagnosis.ServiceFault;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.registry.RegistryException;
import dev.srlstream.registry.SchemaRegistryClient;
import dev.srlstream.serde.AvroDeserializer;
import java.nio.ByteBuffer;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Whether the schema registry can be used. It is asked with the class that will read sentences, as that may have ways to authenticate
 * that our own client lacks.
 */
final class RegistryProbe {
    /** In Confluent's wire format: a zero, the id of a schema that may or may not be there, no payload. */
    private static final byte[] NO_RECORD =
            ByteBuffer.allocate(5).put((byte) 0).putInt(1).array();

    private final Settings settings;

    RegistryProbe(Settings settings) {
        this.settings = settings;
    }

    void require() throws StartupException {
        try {
            if (settings.valueDeserializer() == AvroDeserializer.class) {
                new SchemaRegistryClient(settings.serdeConfig()).requireReachable();
            } else {
                read();
            }
        } catch (RegistryException e) {
            throw new StartupException(ExitCode.FAILURE, RegistryRefusal.of(e) + ".", e);
        } catch (ConfigException e) {
            throw new StartupException(
                    ExitCode.USAGE, "A setting for the schema registry cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /** What the deserialiser throws for this record says whether the registry answered. */
    private void read() throws StartupException {
        try (Deserializer<?> deserializer = ConfiguredSerde.deserializer(settings, SentenceEvent.class)) {
            deserializer.deserialize(settings.sentencesTopic(), NO_RECORD);
        } catch (ConfigException e) {
            throw e;
        } catch (RuntimeException e) {
            if (ServiceFault.inReading(e)) {
                String registry = settings.registryAddresses();
                throw new StartupException(
                        ExitCode.FAILURE,
                        RegistryRefusal.in(e, registry)
                                .orElseGet(() ->
                                        "The schema registry at %s cannot be used (%s): check schema.registry.url and the settings behind registry."
                                                .formatted(registry, Causes.inOneLine(e))),
                        e);
            }
        }
    }
}
