package dev.srlstream.diagnosis;

import dev.srlstream.inference.EngineDeadException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells a fault in one line, for messages and logs. */
public final class Causes {
    /** Followed no further: a chain of causes can be a circle. */
    private static final int MOST = 100;

    private Causes() {}

    /** A fault and its causes, outermost first. */
    static List<Throwable> chain(Throwable fault) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = fault; cause != null && chain.size() < MOST; cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }

    /** The message of the innermost cause that has one, which names the trouble best, after the kind of the outermost. */
    public static String inOneLine(Throwable fault) {
        String message = fault.getClass().getSimpleName();
        for (Throwable cause : chain(fault)) {
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
        List<Throwable> chain = chain(fault);
        return chain.get(chain.size() - 1);
    }

    /** The outermost fault of a kind in the chain of causes. */
    public static <T extends Throwable> Optional<T> find(Throwable fault, Class<T> kind) {
        return chain(fault).stream().filter(kind::isInstance).findFirst().<T>map(kind::cast);
    }
}
