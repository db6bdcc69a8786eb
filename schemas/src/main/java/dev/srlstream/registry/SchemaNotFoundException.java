package dev.srlstream.registry;

/** The registry answered that it has no such schema, version or subject. */
public final class SchemaNotFoundException extends RegistryException {
    private static final long serialVersionUID = 1L;

    SchemaNotFoundException(String message) {
        super(message);
    }
}
