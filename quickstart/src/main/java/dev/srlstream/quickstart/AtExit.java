package dev.srlstream.quickstart;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What must not outlive this JVM, closed at its end, the youngest first, so that nothing loses what it stands on. One per
 * process; safe from any thread.
 */
public final class AtExit {
    private static final Deque<Runnable> CLOSERS = new ArrayDeque<>();
    private static boolean hooked;
    private static boolean begun;

    private AtExit() {}

    /** Remembers what to close; it may be called although its owner has closed already, and at once where the JVM is ending. */
    public static void add(Runnable closer) {
        if (!remember(closer)) {
            closer.run();
        }
    }

    public static synchronized void remove(Runnable closer) {
        CLOSERS.remove(closer);
    }

    /** Whether the JVM is ending, so that faults are only its echo. */
    static synchronized boolean hasBegun() {
        return begun;
    }

    private static synchronized boolean remember(Runnable closer) {
        if (!hooked) {
            try {
                Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll, "close-at-exit"));
                hooked = true;
            } catch (IllegalStateException ending) {
                begun = true;
            }
        }
        if (!begun) {
            CLOSERS.push(closer);
        }
        return !begun;
    }

    private static void closeAll() {
        for (Runnable closer = next(); closer != null; closer = next()) {
            closer.run();
        }
    }

    private static synchronized @Nullable Runnable next() {
        begun = true;
        return CLOSERS.poll();
    }
}
