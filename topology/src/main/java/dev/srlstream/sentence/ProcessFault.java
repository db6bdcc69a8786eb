package dev.srlstream.sentence;

import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;

/**
 * The closed list of what can be thrown while one record is worked on although the process is to blame and not the record. With any
 * other throwable the record is rejected. {@code ServiceFault} adds what the clients of brokers and registry throw.
 */
public final class ProcessFault {
    /** Causes are followed no further: a chain of them can be a circle. */
    private static final int MOST_CAUSES = 100;

    private ProcessFault() {}

    /** Whether the throwable or one of its causes is on the list. */
    public static boolean isIn(Throwable thrown) {
        return anyCause(thrown, ProcessFault::isListed);
    }

    /** Whether the condition holds for the throwable or one of its causes. */
    public static boolean anyCause(Throwable thrown, Predicate<Throwable> condition) {
        int left = MOST_CAUSES;
        for (Throwable cause = thrown; cause != null && left > 0; cause = cause.getCause()) {
            if (condition.test(cause)) {
                return true;
            }
            left--;
        }
        return false;
    }

    private static boolean isListed(Throwable cause) {
        // The depth of a recursion is the record's; memory is everybody's.
        return (cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError))
                // A jar is missing or has another version.
                || cause instanceof LinkageError
                || cause instanceof InterruptedException
                || cause instanceof InterruptedIOException
                || cause instanceof ClosedByInterruptException
                || cause instanceof CancellationException;
    }
}
