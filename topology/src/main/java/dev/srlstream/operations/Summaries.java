package dev.srlstream.operations;

import dev.srlstream.log.EventLog;
import dev.srlstream.log.service.ServiceEvents.Summary;
import dev.srlstream.metrics.InstanceNumbers;
import dev.srlstream.sentence.Rejection.Stage;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Logs now and then, and at the end, what the instance has done since the last time. */
final class Summaries implements AutoCloseable {
    private static final EventLog LOG = EventLog.of(Summaries.class);

    private final Supplier<InstanceNumbers> numbers;
    private final Duration interval;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "srl-summaries");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable InstanceNumbers last;

    /** @param interval zero for never */
    Summaries(Supplier<InstanceNumbers> numbers, Duration interval) {
        this.numbers = numbers;
        this.interval = interval;
    }

    /** To be called once the instance consumes. */
    synchronized void start() {
        if (!interval.isZero()) {
            last = numbers.get();
            long period = interval.toMillis();
            Future<?> unused = scheduler.scheduleAtFixedRate(this::log, period, period, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void log() {
        InstanceNumbers before = last;
        if (before != null) {
            InstanceNumbers now = numbers.get();
            last = now;
            LOG.log(summary(before, now));
        }
    }

    static Summary summary(InstanceNumbers before, InstanceNumbers now) {
        double seconds = Math.max(1, now.at() - before.at()) / 1e3;
        double capacity = seconds * now.workers();
        Double lag = now.lag();
        return new Summary(
                Math.round(seconds),
                (long) (now.sentences() - before.sentences()),
                rejections(Stage.DECODE, before, now),
                rejections(Stage.VALIDATE, before, now),
                rejections(Stage.ENCODE, before, now),
                rejections(Stage.INFER, before, now),
                rejections(Stage.WRITE, before, now),
                (long) now.partitions(),
                lag == null ? null : (Long) lag.longValue(),
                (long) now.pending(),
                capacity == 0 ? 0 : Math.round(100 * (now.busySeconds() - before.busySeconds()) / capacity),
                now.p99());
    }

    private static long rejections(Stage stage, InstanceNumbers before, InstanceNumbers now) {
        String name = stage.toString();
        return (long) (now.rejectionsByStage().getOrDefault(name, 0.0)
                - before.rejectionsByStage().getOrDefault(name, 0.0));
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        log();
    }
}
