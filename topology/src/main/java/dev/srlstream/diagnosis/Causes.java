package dev.srlstream.diagnosis;

import dev.srlstream.inference.EngineDeadException;
import java.util.Optional;

/** Tells a fault in one line, for messages and logs. */
public final class Causes {
    private Causes() {}

    /** The message of the innermost cause that has one, which names the trouble best, after the kind of the outermost. */
    public static String inOneLine(Throwable fault) {
        String message = fault.getClass().getSimpleName();
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            String text = cause.getMessage();
            if (text != null && !text.isBlank()) {
                message = text;
            }
            if (cause instanceof EngineDeadException) {
                break; // It tells what came of its cause, and has the cause's message in it.
            }
        }
        return message.strip().replaceAll("\\s+", " ");
    }

    /** The last in the chain of causes. */
    public static Throwable innermost(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** The outermost fault of a kind in the chain of causes. */
    public static <T extends Throwable> Optional<T> find(Throwable fault, Class<T> kind) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return Optional.of(kind.cast(cause));
            }
        }
        return Optional.empty();
    }
}
