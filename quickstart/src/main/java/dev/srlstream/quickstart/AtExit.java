package dev.srlstream.quickstart;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What must not outlive this JVM, closed at its end, the youngest first, so that nothing loses what it stands on. One per
 * process; safe from any thread.
 */
final class AtExit {
    private static final Deque<Runnable> CLOSERS = new ArrayDeque<>();
    private static boolean hooked;
    private static boolean begun;

    private AtExit() {}

    /** Remembers what to close; it may be called although its owner has closed already. */
    static synchronized void add(Runnable closer) {
        if (!hooked) {
            Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll, "close-at-exit"));
            hooked = true;
        }
        CLOSERS.push(closer);
    }

    static synchronized void remove(Runnable closer) {
        CLOSERS.remove(closer);
    }

    /** Whether the JVM is ending, so that faults are only its echo. */
    static synchronized boolean hasBegun() {
        return begun;
    }

    private static void closeAll() {
        synchronized (AtExit.class) {
            begun = true;
        }
        Runnable closer = next();
        while (closer != null) {
            closer.run();
            closer = next();
        }
    }

    private static synchronized @org.jspecify.annotations.Nullable Runnable next() {
        return CLOSERS.poll();
    }
}
