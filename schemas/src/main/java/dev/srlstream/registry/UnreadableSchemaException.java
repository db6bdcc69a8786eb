package dev.srlstream.registry;

import org.jspecify.annotations.Nullable;

/** The registry has the schema, but it is not Avro, or its text cannot be parsed. */
public final class UnreadableSchemaException extends RegistryException {
    private static final long serialVersionUID = 1L;

    UnreadableSchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
