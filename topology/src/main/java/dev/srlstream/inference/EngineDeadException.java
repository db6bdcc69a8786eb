package dev.srlstream.inference;

/**
 * The engine met a fault that is no sentence's own and labels nothing any more. Every pending and every later submission
 * completes with this; what was pending has to be submitted to a new engine, usually of a new process.
 */
public final class EngineDeadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineDeadException(String message) {
        super(message);
    }

    EngineDeadException(String message, Throwable cause) {
        super(message, cause);
    }
}
