package dev.srlstream.stream.pending;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
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
    /** A pending sentence with its key in the store. */
    public static final class Entry {
        private final int slot;
        private final PendingSentence sentence;
        private Progress progress;

        private Entry(int slot, PendingSentence sentence, Progress progress) {
            this.slot = slot;
            this.sentence = sentence;
            this.progress = progress;
        }

        public PendingSentence sentence() {
            return sentence;
        }

        public Progress progress() {
            return progress;
        }
    }

    private final KeyValueStore<Integer, PendingSentence> store;
    private final Slots slots = new Slots();
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final ArrayDeque<Entry> unread = new ArrayDeque<>();
    private final PendingBytes bytes;
    private long nextSequence;

    /**
     * Takes up what the store holds, in its old order.
     *
     * @param bytes counts what is held here
     * @param begin sends a sentence to the engine, again
     */
    public PendingSentences(
            KeyValueStore<Integer, PendingSentence> store,
            PendingBytes bytes,
            Function<PendingSentence, Progress> begin) {
        this.store = store;
        this.bytes = bytes;
        List<KeyValue<Integer, PendingSentence>> restored = new ArrayList<>();
        try (KeyValueIterator<Integer, PendingSentence> all = store.all()) {
            all.forEachRemaining(restored::add);
        }
        restored.sort(Comparator.comparingLong(entry -> entry.value.sequence()));
        for (KeyValue<Integer, PendingSentence> entry : restored) {
            slots.restore(entry.key);
            hold(new Entry(entry.key, entry.value, begin.apply(entry.value)));
            nextSequence = entry.value.sequence() + 1;
        }
    }

    public long nextSequence() {
        return nextSequence++;
    }

    public void add(PendingSentence sentence, Progress progress) {
        int slot = slots.take();
        store.put(slot, sentence);
        hold(new Entry(slot, sentence, progress));
    }

    private void hold(Entry entry) {
        entries.add(entry);
        if (entry.progress instanceof Progress.Unread) {
            unread.add(entry);
        }
        bytes.add(RecordLimit.size(entry.sentence()));
    }

    /** The oldest sentence if it is done; otherwise null. It stays until {@link #removeOldest}. */
    @Nullable
    public Entry oldestDone() {
        Entry head = entries.peek();
        return head != null && head.progress().isDone() ? head : null;
    }

    /** The oldest sentence that is to be read; otherwise null. */
    @Nullable
    public Entry oldestUnread() {
        return unread.peek();
    }

    /** Says what became of {@link #oldestUnread} when it was read. */
    public void oldestRead(Progress progress) {
        unread.remove().progress = progress;
    }

    /** Takes the oldest sentence out, and out of the store. */
    public void removeOldest() {
        Entry head = entries.remove();
        store.delete(head.slot);
        slots.free(head.slot);
        bytes.remove(RecordLimit.size(head.sentence()));
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
            if (entry.progress() instanceof Progress.Submitted submitted) {
                submitted.submission().cancel();
            }
            bytes.remove(RecordLimit.size(entry.sentence()));
        }
        entries.clear();
        unread.clear();
    }
}
