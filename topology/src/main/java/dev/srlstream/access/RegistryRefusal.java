package dev.srlstream.access;

import dev.srlstream.registry.RegistryException;
import dev.srlstream.registry.RegistryUnauthorisedException;
import dev.srlstream.registry.SchemaRegistryConfig;

/** The registry client knows its settings by Confluent's names; here they stand behind a prefix. */
public final class RegistryRefusal {
    private RegistryRefusal() {}

    /** The client's sentence, with the prefix where it speaks of credentials or certificates. */
    public static String of(RegistryException fault) {
        boolean access = fault instanceof RegistryUnauthorisedException
                || String.valueOf(fault.getMessage()).contains(SchemaRegistryConfig.TLS_PREFIX);
        return fault.getMessage()
                + (access ? " (here all but schema.registry.url have 'registry.' before their names)" : "");
    }
}
