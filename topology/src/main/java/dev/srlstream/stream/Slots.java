package dev.srlstream.stream;

import java.util.ArrayDeque;
import java.util.BitSet;

/**
 * Keys of the pending store, reused as soon as they are free, the one freed last first: so a put and a delete between two
 * commits cancel each other out in the record cache, and little reaches the changelog. Owned by one task.
 */
final class Slots {
    private final BitSet restored = new BitSet();
    private final ArrayDeque<Integer> freed = new ArrayDeque<>();
    private int next;

    /** Marks a slot as taken that a restored store holds, before any slot is handed out. */
    void restore(int slot) {
        restored.set(slot);
    }

    int take() {
        if (!freed.isEmpty()) {
            return freed.pop();
        }
        int slot = restored.nextClearBit(next);
        next = slot + 1;
        return slot;
    }

    void free(int slot) {
        freed.push(slot);
    }
}
