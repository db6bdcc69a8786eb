package dev.srlstream.operations;

import dev.srlstream.diagnosis.Causes;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.service.ServiceEvents.NotClosed;
import java.util.ArrayDeque;
import java.util.Deque;

/** What has been opened so far, to be closed in reverse order. Safe from any thread: a process may be asked to end while it starts. */
final class OpenResources {
    private static final EventLog LOG = EventLog.of(OpenResources.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;

    /** @throws StartupException when all has been closed; then the resource is closed as well */
    synchronized <T extends AutoCloseable> T add(T resource) throws StartupException {
        open.push(resource);
        if (closed) {
            closeAll();
            throw closedMeanwhile();
        }
        return resource;
    }

    static StartupException closedMeanwhile() {
        return new StartupException(ExitCode.FAILURE, "The service was closed while it started.");
    }

    /** Closes everything. Returns whether it was this call that did. */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        closeAll();
        return first;
    }

    private void closeAll() {
        while (!open.isEmpty()) {
            AutoCloseable resource = open.pop();
            try {
                resource.close();
            } catch (Exception e) {
                LOG.log(new NotClosed(resource.getClass().getSimpleName(), Causes.inOneLine(e)));
            }
        }
    }
}
