package dev.srlstream.registry;

/** The registry refused a request for a reason of its own, such as a schema text that it cannot parse. Asking again does not help. */
public final class RegistryRefusalException extends RegistryException {
    private static final long serialVersionUID = 1L;

    RegistryRefusalException(String message) {
        super(message);
    }
}
