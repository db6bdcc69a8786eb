package dev.srlstream.diagnosis;

import dev.srlstream.inference.EngineDeadException;
import dev.srlstream.registry.RegistryException;
import dev.srlstream.registry.SchemaNotFoundException;
import dev.srlstream.registry.UnreadableSchemaException;
import dev.srlstream.sentence.ProcessFault;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The rest of the closed list that {@link ProcessFault} begins: what a serialiser or deserialiser can throw for one record although
 * brokers, registry, engine or settings are to blame. With any other throwable the record is rejected.
 */
public final class ServiceFault {
    private ServiceFault() {}

    /** Whether nothing is known about a record that was to be read. A schema that the registry does not have, or that is none, is the record's. */
    public static boolean inReading(Throwable thrown) {
        return ProcessFault.isIn(thrown)
                || RegistryFault.isIn(thrown)
                || ProcessFault.anyCause(thrown, cause -> isOfTheClients(cause) && !blamesTheRecord(cause));
    }

    /** Whether frames that could not be written are not to blame. Their schema is ours: whatever a registry says against it holds for all. */
    public static boolean inWriting(Throwable thrown) {
        return inReading(thrown)
                || ProcessFault.anyCause(
                        thrown, cause -> cause instanceof RegistryException || RegistryFault.isAnswer(cause));
    }

    private static boolean isOfTheClients(Throwable cause) {
        return cause instanceof KafkaException || cause instanceof EngineDeadException;
    }

    private static boolean blamesTheRecord(Throwable cause) {
        return cause instanceof SerializationException
                || cause instanceof SchemaNotFoundException
                || cause instanceof UnreadableSchemaException;
    }
}
