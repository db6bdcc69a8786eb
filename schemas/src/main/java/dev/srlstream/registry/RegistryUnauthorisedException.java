package dev.srlstream.registry;

/** The registry answered 401 or 403: the credentials are missing, wrong or not entitled. Asking again does not help. */
public final class RegistryUnauthorisedException extends RegistryException {
    private static final long serialVersionUID = 1L;

    RegistryUnauthorisedException(String message) {
        super(message);
    }
}
