package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.config.Settings;
import dev.srlstream.stream.clients.FullPartitions;
import dev.srlstream.stream.clients.HeldOffsets;
import dev.srlstream.stream.clients.Pace;
import dev.srlstream.stream.clients.PollTimes;
import dev.srlstream.stream.clients.SharedState;
import dev.srlstream.stream.clients.ThreadSerdes;
import dev.srlstream.stream.clients.UnknownSchemas;
import dev.srlstream.stream.outcomes.StreamListener;
import dev.srlstream.stream.outcomes.UncommittedOutcomes;
import dev.srlstream.stream.pending.PendingTally;
import dev.srlstream.stream.pending.RefusedOutcomes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a task asks for a commit before the interval is over, and how long it looks after what it has not committed. */
class EarlyCommitTest extends SentenceTaskFixture {
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);
    private static final Duration BETWEEN = COMMIT_INTERVAL.dividedBy(4);

    private final AtomicLong now = new AtomicLong();
    private final Pace pace = new Pace(COMMIT_INTERVAL, now::get);
    private final UncommittedOutcomes outcomes = new UncommittedOutcomes(StreamListener.SILENT);
    private final SentenceProcessor timed = timed();

    private SentenceProcessor timed() {
        Settings settings = Fixtures.settings(Map.of());
        return processor(
                settings,
                new SharedState(
                        10,
                        new PendingTally(Long.MAX_VALUE),
                        pace,
                        new HeldOffsets(),
                        new FullPartitions(),
                        new PollTimes(),
                        new UnknownSchemas(Duration.ZERO, System::nanoTime),
                        new RefusedOutcomes(settings.framesTopic(), settings.rejectionsTopic()),
                        new ThreadSerdes(settings),
                        outcomes,
                        StreamListener.SILENT));
    }

    @BeforeEach
    void commitOnce() {
        timed.init(context);
        commit();
    }

    @Test
    void asksOnceNothingIsPending() {
        pass(BETWEEN);
        List.of("a", "b").forEach(this::process);

        finish("a");
        assertThat(context.committed()).isFalse();

        finish("b");
        assertThat(context.committed()).isTrue();
    }

    @Test
    void asksNotBeforeAShareOfTheIntervalIsOverSinceTheLastCommit() {
        process("a");
        pass(BETWEEN.minusNanos(1));
        finish("a");
        assertThat(context.committed()).isFalse();

        pass(Duration.ofNanos(1));
        punctuate();

        assertThat(context.committed()).isTrue();
    }

    @Test
    void asksNotWhileAnotherTaskOfTheThreadHasSomethingPending() {
        pass(BETWEEN);
        pace.pending();
        process("a");
        finish("a");
        assertThat(context.committed()).isFalse();

        pace.settled();
        punctuate();

        assertThat(context.committed()).isTrue();
    }

    @Test
    void asksForNothingWhereThereIsNoOutcome() {
        pass(BETWEEN);

        process("a");

        assertThat(context.committed()).isFalse();
    }

    @Test
    void punctuatesUntilItAsksForTheCommitOfItsOutcomes() {
        assertThat(context.scheduledPunctuators()).isEmpty();
        List.of("a", "b").forEach(this::process);
        assertThat(context.scheduledPunctuators()).singleElement().satisfies(armed -> assertThat(armed.cancelled())
                .isFalse());

        List.of("a", "b").forEach(this::finish);
        assertThat(context.scheduledPunctuators()).noneMatch(CapturedPunctuator::cancelled);
        pass(BETWEEN);
        punctuate();

        assertThat(context.scheduledPunctuators()).allMatch(CapturedPunctuator::cancelled);
    }

    @Test
    void punctuatesNoMoreWhenItsOutcomesAreCommittedMeanwhile() {
        process("a");
        finish("a");

        commit();
        punctuate();

        assertThat(context.committed()).isFalse();
        assertThat(context.scheduledPunctuators()).allMatch(CapturedPunctuator::cancelled);
    }

    private void process(String id) {
        timed.process(record(Fixtures.bytes(id)));
    }

    private void finish(String id) {
        engine.label(id);
        punctuate();
    }

    /** As the thread's producer tells it. */
    private void commit() {
        outcomes.committed();
        pace.committed();
        context.resetCommit();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
