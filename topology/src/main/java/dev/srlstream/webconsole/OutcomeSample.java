package dev.srlstream.webconsole;

import dev.srlstream.sentence.Rejection;
import dev.srlstream.stream.outcomes.SentenceOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A few of the outcomes that are committed, for viewers to see. Stream threads add, and never wait; what there is no room for is left
 * out. A few seconds' worth fits, so that of a small burst all are seen.
 */
final class OutcomeSample {
    private static final int LABELLED_A_SECOND = 4;
    private static final int REJECTED_A_SECOND = 2;
    private static final int SECONDS = 4;

    private final BlockingQueue<SampledOutcome> labelled = new ArrayBlockingQueue<>(LABELLED_A_SECOND * SECONDS);
    private final BlockingQueue<SampledOutcome> rejected = new ArrayBlockingQueue<>(REJECTED_A_SECOND * SECONDS);

    void clear() {
        labelled.clear();
        rejected.clear();
    }

    /** @param now in milliseconds since 1970 */
    void add(List<SentenceOutcome> outcomes, long now) {
        for (SentenceOutcome outcome : outcomes) {
            Queue<SampledOutcome> queue = outcome.labelling() instanceof Rejection ? rejected : labelled;
            boolean unused = queue.offer(SampledOutcome.of(outcome, now));
        }
    }

    /** Takes what is to be shown in this second. */
    List<SampledOutcome> take() {
        List<SampledOutcome> taken = new ArrayList<>();
        labelled.drainTo(taken, LABELLED_A_SECOND);
        rejected.drainTo(taken, REJECTED_A_SECOND);
        return taken;
    }
}
