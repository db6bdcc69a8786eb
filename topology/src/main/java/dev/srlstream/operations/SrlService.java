package dev.srlstream.operations;

import dev.srlstream.config.Settings;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.WarmUpReport;
import dev.srlstream.warmup.WarmUpListener;

public final class SrlService implements AutoCloseable {
    public SrlService(Settings settings, WarmUpListener listener) {}

    /** Audits, publishes the audit, warms the model, publishes the report, starts to consume. */
    public void start() throws StartupException {
        throw new StartupException(ExitCode.FAILURE, "under construction");
    }

    /** Waits until the service has stopped, by close() or by a fault. @return the exit code: 0 or 1 */
    public int awaitStopped() throws InterruptedException {
        return ExitCode.OK;
    }

    /** Closes the service when the process is asked to end (SIGTERM, Ctrl-C), and lets the process end with exit code 0 then. */
    public void closeOnTermination() {}

    /** @throws IllegalStateException before start() has read the checkpoint */
    public CheckpointAudit audit() {
        throw new IllegalStateException("under construction");
    }

    /** @throws IllegalStateException before start() has returned */
    public WarmUpReport report() {
        throw new IllegalStateException("under construction");
    }

    @Override
    public void close() {}
}
