package dev.srlstream.registry;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * What a schema registry did not do. Its kinds say whose turn it is: {@link RegistryUnavailableException} asks for patience,
 * {@link SchemaNotFoundException} and {@link UnreadableSchemaException} blame a record, the others a configuration or a contract.
 * Messages name the address without user information, and never a credential.
 */
public abstract sealed class RegistryException extends KafkaException
        permits IncompatibleSchemaException,
                RegistryRefusalException,
                RegistryUnauthorisedException,
                RegistryUnavailableException,
                SchemaNotFoundException,
                UnreadableSchemaException {
    private static final long serialVersionUID = 1L;

    RegistryException(String message) {
        super(message);
    }

    RegistryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
