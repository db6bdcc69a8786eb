package dev.srlstream.diagnosis;

import dev.srlstream.registry.CredentialSettings;
import dev.srlstream.registry.RegistryException;
import dev.srlstream.registry.RegistryUnauthorisedException;
import dev.srlstream.registry.RegistryUnavailableException;
import dev.srlstream.registry.SchemaRegistryConfig;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SerializationException;

/** The registry clients, ours and Confluent's, know their settings by Confluent's names; here they stand behind a prefix. */
public final class RegistryRefusal {
    /** How the exception of an answer that Confluent's client got ends. It is known by name: the jar need not be there. */
    private static final Pattern UNAUTHORISED = Pattern.compile("error code: 40[13](\\d\\d)?$");

    private static final String PREFIX = " (here all but schema.registry.url have 'registry.' before their names)";

    private RegistryRefusal() {}

    /**
     * What a fault says about the registry, as a sentence; empty where it is about something else.
     *
     * @param registry its addresses, without credentials: Confluent's client does not name them
     */
    public static Optional<String> in(Throwable fault, String registry) {
        boolean denied = false;
        for (Throwable cause : Causes.chain(fault)) {
            if (cause instanceof SerializationException && cause.getCause() instanceof RegistryException) {
                return Optional.of(cause.getMessage() + "."); // It says what to set, too.
            }
            if (cause instanceof RegistryException ours) {
                return Optional.of(of(ours) + ".");
            }
            // Brokers would not be denied with an answer of a registry inside.
            denied |= cause instanceof AuthenticationException || cause instanceof AuthorizationException;
            String message = String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " ");
            if (RegistryFault.isAnswer(cause)) {
                return Optional.of(
                        denied || UNAUTHORISED.matcher(message).find()
                                ? "The schema registry at %s refuses access (%s): check registry.basic.auth.user.info, registry.bearer.auth.token, registry.bearer.auth.client.id and the rights behind them."
                                        .formatted(registry, message)
                                : "The schema registry at %s does not do what it is asked for (%s)."
                                        .formatted(registry, message));
            }
            if (RegistryFault.isOfTheConnection(cause)) {
                return Optional.of(
                        "The schema registry at %s cannot be used (%s): check schema.registry.url, and whether it runs."
                                .formatted(registry, message));
            }
        }
        return Optional.empty();
    }

    /** Whether a registry answered, and did not do what it was asked for. */
    public static boolean isAnswerIn(Throwable fault) {
        return Causes.chain(fault).stream()
                .anyMatch(cause -> RegistryFault.isAnswer(cause)
                        || (cause instanceof RegistryException && !(cause instanceof RegistryUnavailableException)));
    }

    /** The client's sentence, without its full stop, with the prefix where it speaks of credentials or certificates. */
    public static String of(RegistryException fault) {
        String message = String.valueOf(fault.getMessage());
        boolean access = fault instanceof RegistryUnauthorisedException
                || message.contains(SchemaRegistryConfig.TLS_PREFIX)
                || message.contains(CredentialSettings.TOKEN_ENDPOINT);
        return fault.getMessage() + (access ? PREFIX : "");
    }
}
