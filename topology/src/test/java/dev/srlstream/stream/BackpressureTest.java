package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.inference.HeldEngine;
import dev.srlstream.inference.Submission;
import dev.srlstream.sentence.Sentence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class BackpressureTest {
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private final HeldEngine engine = new HeldEngine();
    private final List<String> instance = new ArrayList<>();
    private final Backpressure backpressure =
            new Backpressure(PATIENCE, () -> instance.add("paused"), () -> instance.add("resumed"));

    @Test
    void letsAllTasksOfAThreadWaitOutOfOnePurse() {
        // Given
        List<Duration> offered = new ArrayList<>();

        // When
        for (int task = 0; task < 16; task++) {
            backpressure.await(timeout -> {
                offered.add(timeout);
                return waitOut(timeout);
            });
        }

        // Then
        assertThat(offered.get(0)).isEqualTo(PATIENCE);
        assertThat(offered.subList(1, 16)).containsOnly(Duration.ZERO);
    }

    @Test
    void fillsThePurseAgainWithAPunctuation() {
        // Given
        waitInVain();

        // When
        backpressure.punctuated();

        // Then
        backpressure.await(timeout -> {
            assertThat(timeout).isEqualTo(PATIENCE);
            return true;
        });
    }

    @Test
    void givesEveryThreadAPurseOfItsOwn() throws Exception {
        // Given
        waitInVain();
        List<Duration> offered = new ArrayList<>();

        // When
        Thread other = new Thread(() -> backpressure.await(offered::add));
        other.start();
        other.join();

        // Then
        assertThat(offered).containsExactly(PATIENCE);
    }

    @Test
    void pausesOnlyAfterAPunctuationAndOnceBetweenTwo() {
        // When
        backpressure.exceeded(submission("a"));
        assertThat(instance).isEmpty();
        backpressure.punctuated();
        backpressure.exceeded(submission("b"));
        backpressure.exceeded(submission("c"));
        engine.label("b");
        backpressure.exceeded(submission("d"));

        // Then
        assertThat(instance).containsExactly("paused", "resumed");
    }

    @Test
    void doesNotPauseWhileAnotherTaskHasSomethingToForward() {
        // Given
        AtomicBoolean finished = new AtomicBoolean(true);
        BooleanSupplier another = finished::get;
        backpressure.add(another);
        backpressure.punctuated();

        // When
        backpressure.exceeded(submission("a"));
        assertThat(instance).isEmpty();
        finished.set(false);
        backpressure.exceeded(submission("b"));

        // Then
        assertThat(instance).containsExactly("paused");
    }

    @Test
    void forgetsATaskThatHasEnded() {
        // Given
        BooleanSupplier ended = () -> true;
        backpressure.add(ended);
        backpressure.punctuated();

        // When
        backpressure.remove(ended);
        backpressure.exceeded(submission("a"));

        // Then
        assertThat(instance).containsExactly("paused");
    }

    @Test
    void doesNotStayPausedForWhatIsDoneAlreadyOrCancelledOrFailed() {
        Submission done = submission("done");
        engine.label("done");
        for (Submission end : List.of(done, submission("cancelled"), submission("failed"))) {
            // When
            backpressure.punctuated();
            backpressure.exceeded(end);
            end.cancel();
            engine.die();

            // Then
            assertThat(instance).containsExactly("paused", "resumed");
            instance.clear();
        }
    }

    private void waitInVain() {
        backpressure.await(BackpressureTest::waitOut);
    }

    private static boolean waitOut(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        return false;
    }

    private Submission submission(String id) {
        return engine.apply(new Sentence(id, id, List.of(), List.of(), Map.of()));
    }
}
