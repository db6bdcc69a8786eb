package dev.srlstream.stream.outcomes;

import java.util.ArrayList;
import java.util.List;

/**
 * The outcomes of each stream thread's open transaction, told to the listener once it is committed. Tasks add them, producers tell what
 * becomes of the transaction; both on their stream thread, so each thread knows of its own alone.
 */
public final class UncommittedOutcomes {
    private final StreamListener listener;
    private final ThreadLocal<List<SentenceOutcome>> open = ThreadLocal.withInitial(ArrayList::new);

    public UncommittedOutcomes(StreamListener listener) {
        this.listener = listener;
    }

    /** To be called after the outcome was sent: sending begins the transaction, where none is open. */
    public void add(SentenceOutcome outcome) {
        open.get().add(outcome);
    }

    /** Whether there are any of this thread. */
    public boolean isEmpty() {
        return open.get().isEmpty();
    }

    public void begun() {
        open.get().clear();
    }

    /** Returns whether there were any. */
    public boolean committed() {
        List<SentenceOutcome> outcomes = open.get();
        if (outcomes.isEmpty()) {
            return false;
        }
        listener.committed(List.copyOf(outcomes));
        outcomes.clear();
        return true;
    }
}
