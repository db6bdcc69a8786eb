package dev.srlstream.config;

import java.util.Optional;
import java.util.regex.Pattern;

/** A class that a jar of the class path needs and no jar brings. */
public final class MissingClass {
    /** What follows the name of the class in a sentence. */
    public static final String CURE =
            ", which is not on the class path. Put the jar that has it into the folder ext of srl-stream, or name it in SRL_CLASSPATH; docs/clients.md lists Confluent's.";

    /** Other messages of this error tell that a class is there and could not be initialised. */
    private static final Pattern NAME = Pattern.compile("[\\w$]+([/.][\\w$]+)+");

    private MissingClass() {}

    /** Its name, from the first error of a chain that is of this kind; empty where none is. */
    public static Optional<String> in(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoClassDefFoundError
                    && cause.getMessage() != null
                    && NAME.matcher(cause.getMessage()).matches()) {
                return Optional.of(cause.getMessage().replace('/', '.'));
            }
        }
        return Optional.empty();
    }
}
