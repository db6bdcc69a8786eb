package dev.srlstream.inference;

import dev.srlstream.event.WarmUpReport;
import java.time.Duration;

/**
 * How rows are gathered into batches, and what is kept of them.
 *
 * @param batchTokens the most wordpieces of a batch; a row longer than that goes alone. More helps a GPU; a CPU gains little
 *     beyond the default, and every batch delays what waits behind it
 * @param batchAge how long an idle device waits for a batch to fill, counted from its oldest row; zero starts at once. It
 *     never delays rows that have already waited for a busy device
 * @param workers how many batches are computed at the same time; 0 for one per free processor on a CPU, where each
 *     pass has few threads and none waits for another's, and one on a GPU
 * @param timeout how long one forward pass may take; then its device is taken to hang, and the engine dies. Must be well
 *     above the slowest batch
 * @param keepInstances whether labellings carry what their frames were decoded from, among it all probabilities
 */
public record EngineSettings(int batchTokens, Duration batchAge, int workers, Duration timeout, boolean keepInstances) {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** 1,024 wordpieces, 2 milliseconds, as many workers as suit the device, 2 minutes, frames only. */
    public static final EngineSettings DEFAULT = new EngineSettings(1024, Duration.ofMillis(2), 0, false);

    public EngineSettings {
        if (batchTokens < 1) {
            throw new IllegalArgumentException(
                    "A batch needs room for one wordpiece at least, not " + batchTokens + ".");
        }
        if (batchAge.isNegative()) {
            throw new IllegalArgumentException("A batch cannot wait for " + batchAge + ".");
        }
        if (workers < 0) {
            throw new IllegalArgumentException("There cannot be " + workers + " workers.");
        }
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("No forward pass takes less than " + timeout + ".");
        }
    }

    /** With the default's timeout. */
    public EngineSettings(int batchTokens, Duration batchAge, int workers, boolean keepInstances) {
        this(batchTokens, batchAge, workers, TIMEOUT, keepInstances);
    }

    public EngineSettings withTimeout(Duration longest) {
        return new EngineSettings(batchTokens, batchAge, workers, longest, keepInstances);
    }

    /** The same with workers for the device that a warm-up reports, where none are set. */
    EngineSettings fittedTo(WarmUpReport report) {
        if (workers > 0) {
            return this;
        }
        boolean cpu = report.getDevice().equals("cpu");
        int fitting = Runtime.getRuntime().availableProcessors() / Math.max(1, report.getThreads());
        return new EngineSettings(batchTokens, batchAge, cpu ? Math.max(1, fitting) : 1, timeout, keepInstances);
    }
}
