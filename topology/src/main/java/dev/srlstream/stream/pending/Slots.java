package dev.srlstream.stream.pending;

import java.util.ArrayDeque;
import java.util.BitSet;

/**
 * Keys of the pending store, reused as soon as they are free, the one freed last first: so a put and a delete between two
 * commits cancel each other out in the record cache, and little reaches the changelog. Owned by one task.
 */
public final class Slots {
    private final BitSet restored = new BitSet();
    private final ArrayDeque<Integer> freed = new ArrayDeque<>();
    private int next;

    /** Marks a slot as taken that a restored store holds, before any slot is handed out. */
    public void restore(int slot) {
        restored.set(slot);
    }

    public int take() {
        if (!freed.isEmpty()) {
            return freed.pop();
        }
        int slot = restored.nextClearBit(next);
        next = slot + 1;
        return slot;
    }

    public void free(int slot) {
        freed.push(slot);
    }
}
