package dev.srlstream.operations;

/** The service cannot start. The message is one sentence with what, where and the cure. No sentence has been consumed. */
public final class StartupException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    StartupException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    StartupException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** @param cause its message is the sentence */
    StartupException(int exitCode, Exception cause) {
        super(cause.getMessage(), cause);
        this.exitCode = exitCode;
    }

    /** What the process should end with: one of {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }
}
