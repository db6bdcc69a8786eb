package dev.srlstream.webconsole;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.srlstream.http.Answer;
import dev.srlstream.http.HttpService;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.service.ServiceEvents.ConsoleNotUpdated;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events to a few viewers, each on the thread of its own request. While there is no viewer, nothing is asked of the report
 * and no thread runs. Safe from any thread.
 */
final class EventStream implements HttpHandler, AutoCloseable {
    private static final EventLog LOG = EventLog.of(EventStream.class);

    private static final String FULL =
            "%d pages watch this instance already, which is the most: close one.".formatted(HttpService.LASTING);

    /** So that a page hears soon that the service was started again. */
    private static final byte[] RETRY = "retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII);

    /** In which viewers should take what they are told last. */
    private static final long FAREWELL_MILLISECONDS = 1_000;

    private final Report report;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor clock;
    private @Nullable Future<?> ticking;
    private boolean closed;

    EventStream(Report report) {
        this.report = report;
        this.clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "srl-console");
            thread.setDaemon(true);
            return thread;
        });
        clock.setKeepAliveTime(3, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        clock.setRemoveOnCancelPolicy(true);
    }

    boolean isWatched() {
        return !viewers.isEmpty();
    }

    /**
     * Tells all viewers, without waiting for any. What the event says is asked at its turn, so that the newest is also the last that a
     * viewer hears; it is not asked where there is no viewer.
     */
    synchronized void tell(Supplier<byte[]> event) {
        if (isWatched()) {
            byte[] bytes = event.get();
            viewers.forEach(viewer -> viewer.put(bytes));
        }
    }

    /** Stays until the client has left; a request for the head says only whether there is room. */
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            Answer.text(isFull() ? 503 : 200, "").send(exchange);
            return;
        }
        Optional<Viewer> joined = join();
        if (joined.isEmpty()) {
            Answer.text(503, FULL).send(exchange);
            return;
        }
        Viewer viewer = joined.get();
        // What fails is thrown on, so that the server forgets the connection.
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            viewer.writeTo(exchange.getResponseBody());
            exchange.close();
        } finally {
            leave(viewer);
        }
    }

    private synchronized boolean isFull() {
        return closed || viewers.size() >= HttpService.LASTING;
    }

    private synchronized Optional<Viewer> join() {
        if (isFull()) {
            return Optional.empty();
        }
        if (viewers.isEmpty()) {
            report.begin();
            ticking = clock.scheduleAtFixedRate(this::tellNews, 0, 1, TimeUnit.SECONDS);
        }
        Viewer viewer = new Viewer();
        viewer.put(RETRY);
        report.all().forEach(viewer::put);
        viewers.add(viewer);
        return Optional.of(viewer);
    }

    private synchronized void leave(Viewer viewer) {
        viewers.remove(viewer);
        if (viewers.isEmpty() && ticking != null) {
            ticking.cancel(false);
            ticking = null;
        }
        notifyAll();
    }

    private void tellNews() {
        try {
            report.news().forEach(event -> tell(() -> event));
        } catch (RuntimeException e) {
            // Thrown on, it would end the ticking for good.
            LOG.log(new ConsoleNotUpdated(e));
        }
    }

    /** Lets viewers take what they were told last, for a moment, and cuts the connections of those that do not. */
    @Override
    public synchronized void close() {
        closed = true;
        clock.shutdownNow();
        viewers.forEach(Viewer::end);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FAREWELL_MILLISECONDS);
        try {
            for (long left = FAREWELL_MILLISECONDS; left > 0 && !viewers.isEmpty(); ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        viewers.forEach(Viewer::drop);
    }
}
