package dev.srlstream.diagnosis;

import dev.srlstream.registry.SchemaNotFoundException;
import java.util.regex.Pattern;

/**
 * Recognises a registry's answer that it does not have a schema, version or subject, from our client and from Confluent's, which is known
 * by name: its jar need not be there. A registry that is a moment behind gives the same answer.
 */
public final class UnknownSchema {
    /** How the message of Confluent's exception ends. A plain 404 is not a registry's answer. */
    private static final Pattern NOT_FOUND = Pattern.compile("error code: 404\\d\\d$");

    private UnknownSchema() {}

    /** Whether the throwable or one of its causes is that answer. */
    public static boolean isIn(Throwable thrown) {
        return Causes.chain(thrown).stream().anyMatch(UnknownSchema::is);
    }

    /** Whether the throwable itself is that answer. */
    public static boolean is(Throwable thrown) {
        return thrown instanceof SchemaNotFoundException
                || (thrown.getClass().getSimpleName().equals("RestClientException")
                        && NOT_FOUND
                                .matcher(String.valueOf(thrown.getMessage()).strip())
                                .find());
    }
}
