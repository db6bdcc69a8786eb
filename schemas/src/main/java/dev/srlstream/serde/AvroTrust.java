package dev.srlstream.serde;

import dev.srlstream.event.SentenceEvent;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Avro's trust in the generated classes of events. From version 1.12.2 on, Avro makes instances only of classes that the process trusts.
 * Our own serializer and deserializer need no such trust; others, such as Confluent's, do.
 */
public final class AvroTrust {
    private static boolean extended;

    private AvroTrust() {}

    /** Lets Avro use the classes of the package {@code dev.srlstream.event}, besides those that it trusts already. Once is enough. */
    public static synchronized void inEvents() {
        if (!extended) {
            try {
                ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
                String events = SentenceEvent.class.getPackageName();
                ClassSecurityValidator.setGlobal(
                        type -> type.getPackageName().equals(events) || before.isTrusted(type));
            } catch (NoClassDefFoundError e) {
                // An older Avro, which asks for no trust.
            }
            extended = true;
        }
    }
}
