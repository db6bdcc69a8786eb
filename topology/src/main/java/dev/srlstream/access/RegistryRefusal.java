package dev.srlstream.access;

import dev.srlstream.registry.RegistryException;
import dev.srlstream.registry.RegistryUnauthorisedException;
import javax.net.ssl.SSLException;

/** The registry client knows its settings by Confluent's names; here they stand behind a prefix. */
public final class RegistryRefusal {
    private RegistryRefusal() {}

    /** The client's sentence, with the prefix where it speaks of credentials or certificates. */
    public static String of(RegistryException fault) {
        boolean access = fault instanceof RegistryUnauthorisedException || fault.getCause() instanceof SSLException;
        return fault.getMessage()
                + (access ? " (here all but schema.registry.url have 'registry.' before their names)" : "");
    }
}
