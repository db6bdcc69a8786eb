package dev.srlstream.registry;

import org.jspecify.annotations.Nullable;

/**
 * No configured address answered as a schema registry, after all retries: it is down, unreachable, overloaded, or something else listens there.
 * A fault of the surroundings that says nothing about the record at hand; the same call may succeed later.
 */
public final class RegistryUnavailableException extends RegistryException {
    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
