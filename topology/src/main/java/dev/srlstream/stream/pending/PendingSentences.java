package dev.srlstream.stream.pending;

import dev.srlstream.inference.Submission;
import dev.srlstream.sentence.Labelling;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The sentences of one task that have no outcome yet, oldest first, mirrored in a changelogged store. Owned by the task's
 * stream thread. Whatever is added or taken here commits together with the offsets that were read and the records that
 * were written, so no crash can lose a sentence or repeat one.
 */
public final class PendingSentences {
    /** Gives a sentence to the engine. */
    public interface Start {
        /**
         * Called again, with the same time, until it returns a submission.
         *
         * @param since when the sentence came, in nanoseconds of the clock that waits are measured with
         * @return empty where the sentence is to be read later, when the registry may have its schema
         */
        Optional<Submission> begin(PendingSentence sentence, long since);
    }

    /** A pending sentence with its key in the store. */
    private static final class Entry {
        private final PendingSentence sentence;
        private final long since;
        private @Nullable Submission submission;
        private int slot;

        private Entry(PendingSentence sentence, long since) {
            this.sentence = sentence;
            this.since = since;
        }
    }

    private final KeyValueStore<Integer, PendingSentence> store;
    private final Slots slots = new Slots();
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final ArrayDeque<Entry> unread = new ArrayDeque<>();
    private final PendingTally tally;
    private final LongSupplier clock;
    private final Start start;
    private final int restored;
    private long nextSequence;
    /** For other threads. */
    private volatile OptionalLong oldestSince = OptionalLong.empty();

    /**
     * Takes up what the store holds, in its old order.
     *
     * @param tally counts what is held here
     * @param clock which {@link Start#begin} is told the time of
     * @param start gives these sentences to the engine again, and those that are added
     */
    public PendingSentences(
            KeyValueStore<Integer, PendingSentence> store, PendingTally tally, LongSupplier clock, Start start) {
        this.store = store;
        this.tally = tally;
        this.clock = clock;
        this.start = start;
        List<KeyValue<Integer, PendingSentence>> left = new ArrayList<>();
        try (KeyValueIterator<Integer, PendingSentence> all = store.all()) {
            all.forEachRemaining(left::add);
        }
        left.sort(Comparator.comparingLong(entry -> entry.value.sequence()));
        restored = left.size();
        tally.taskStarted(this, () -> oldestSince);
        for (KeyValue<Integer, PendingSentence> entry : left) {
            slots.restore(entry.key);
            Entry taken = begin(entry.value);
            taken.slot = entry.key;
            hold(taken);
            nextSequence = entry.value.sequence() + 1;
        }
    }

    public long nextSequence() {
        return nextSequence++;
    }

    /** Begins a sentence and adds it; where beginning throws, as Kafka Streams may bring the record again, nothing is added. */
    public void add(PendingSentence sentence) {
        Entry entry = begin(sentence);
        entry.slot = slots.take();
        store.put(entry.slot, sentence);
        hold(entry);
    }

    private Entry begin(PendingSentence sentence) {
        Entry entry = new Entry(sentence, clock.getAsLong());
        entry.submission = start.begin(sentence, entry.since).orElse(null);
        return entry;
    }

    private void hold(Entry entry) {
        entries.add(entry);
        if (entry.submission == null) {
            unread.add(entry);
        }
        tally.add(RecordLimit.size(entry.sentence));
        if (entries.size() == 1) {
            noteOldest();
        }
    }

    /** Begins what could not be read before, oldest first, as far as it can be read now. */
    public void beginUnread() {
        for (Entry entry = unread.peek(); entry != null; entry = unread.peek()) {
            entry.submission = start.begin(entry.sentence, entry.since).orElse(null);
            if (entry.submission == null) {
                return;
            }
            unread.remove();
        }
    }

    /** Whether the oldest sentence has an outcome. */
    public boolean isOldestDone() {
        Entry head = entries.peek();
        return head != null && head.submission != null && head.submission.isDone();
    }

    /** It stays until {@link #removeOldest}. */
    public PendingSentence oldest() {
        return entries.element().sentence;
    }

    /** The outcome of {@link #oldest}, which {@link #isOldestDone}. */
    public Labelling oldestOutcome() {
        return Objects.requireNonNull(entries.element().submission).join();
    }

    /** Takes the oldest sentence out, and out of the store. */
    public void removeOldest() {
        Entry head = entries.remove();
        store.delete(head.slot);
        slots.free(head.slot);
        tally.remove(RecordLimit.size(head.sentence));
        noteOldest();
    }

    private void noteOldest() {
        Entry head = entries.peek();
        oldestSince = head == null ? OptionalLong.empty() : OptionalLong.of(head.since);
    }

    /** How many sentences an earlier owner of the task had left. */
    public int restored() {
        return restored;
    }

    public int size() {
        return entries.size();
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Stops the work on all of them. The store keeps them for the task's next owner. */
    public void abandon() {
        for (Entry entry : entries) {
            if (entry.submission != null) {
                entry.submission.cancel();
            }
            tally.remove(RecordLimit.size(entry.sentence));
        }
        tally.taskClosed(this);
        entries.clear();
        unread.clear();
    }
}
