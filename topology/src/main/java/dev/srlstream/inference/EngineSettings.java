package dev.srlstream.inference;

import dev.srlstream.decode.Decoding;
import java.time.Duration;

/**
 * How rows are gathered into batches, and what is kept of them.
 *
 * @param batchTokens the most wordpieces of a batch; a row longer than that goes alone. More helps a GPU; a CPU gains little
 *     beyond the default, and every batch delays what waits behind it
 * @param batchAge how long an idle device waits for a batch to fill, counted from its oldest row; zero starts at once. It
 *     never delays rows that have already waited for a busy device
 * @param workers how many batches are computed at the same time
 * @param timeout how long one forward pass may take; then its device is taken to hang, and the engine dies. Must be well
 *     above the slowest batch
 * @param canaryInterval how often a known sentence goes through the device, to see whether it still answers as at the start; zero for never
 * @param decoding how tags are chosen from probabilities
 * @param keepInstances whether labellings carry what their frames were decoded from, among it all probabilities
 */
public record EngineSettings(
        int batchTokens,
        Duration batchAge,
        int workers,
        Duration timeout,
        Duration canaryInterval,
        Decoding decoding,
        boolean keepInstances) {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** What suits one core: 1,024 wordpieces, 2 milliseconds, one worker, 2 minutes, no canary, frames only. */
    public static final EngineSettings ONE_CORE = new EngineSettings(1024, Duration.ofMillis(2), 1, false);

    public EngineSettings {
        if (batchTokens < 1) {
            throw new IllegalArgumentException(
                    "A batch needs room for one wordpiece at least, not " + batchTokens + ".");
        }
        if (batchAge.isNegative()) {
            throw new IllegalArgumentException("A batch cannot wait for " + batchAge + ".");
        }
        if (workers < 1) {
            throw new IllegalArgumentException("An engine needs one worker at least, not " + workers + ".");
        }
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("No forward pass takes less than " + timeout + ".");
        }
        if (canaryInterval.isNegative()) {
            throw new IllegalArgumentException("A canary cannot come every " + canaryInterval + ".");
        }
    }

    /** Decodes as AllenNLP, with the default's timeout, and without a canary. */
    public EngineSettings(int batchTokens, Duration batchAge, int workers, boolean keepInstances) {
        this(batchTokens, batchAge, workers, TIMEOUT, Duration.ZERO, Decoding.ALLENNLP, keepInstances);
    }
}
