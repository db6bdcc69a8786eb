package dev.srlstream.registry;

/** A schema and the versions registered under its subject cannot read each other's records. */
public final class IncompatibleSchemaException extends RegistryException {
    private static final long serialVersionUID = 1L;

    public IncompatibleSchemaException(String message) {
        super(message);
    }
}
