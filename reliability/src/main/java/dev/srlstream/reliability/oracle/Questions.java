package dev.srlstream.reliability.oracle;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaFuture;

/**
 * The trial's own questions to brokers. Faults strike brokers at any moment, and a loaded machine makes them slow; a question that
 * fails is asked again, so that the trial does not fail for it.
 */
final class Questions {
    /** Longer than any fault keeps brokers down, on a busy machine too. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private Questions() {}

    /**
     * Asks until there is an answer. Whatever the failure is: beside timeouts, the admin client reports an {@code
     * IllegalArgumentException} ("Unexpected key set") for brokers that go away while transactions are listed.
     *
     * @throws ExecutionException with the last failure, when there is no answer within the time
     */
    static <T> T ask(Supplier<KafkaFuture<T>> question, Duration patience)
            throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return question.get().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            } catch (TimeoutException e) {
                throw new ExecutionException("No broker has answered for " + patience.toSeconds() + " s", e);
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }
}
