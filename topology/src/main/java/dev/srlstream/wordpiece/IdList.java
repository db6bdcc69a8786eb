package dev.srlstream.wordpiece;

import java.util.Arrays;

/** A growing list of wordpiece ids without boxes. Owned by one encoding. */
final class IdList {
    private int[] ids;
    private int size;

    IdList(int capacity) {
        ids = new int[capacity];
    }

    void add(int id) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
        }
        ids[size++] = id;
    }

    int size() {
        return size;
    }

    void truncate(int newSize) {
        size = newSize;
    }

    int[] toArray() {
        return Arrays.copyOf(ids, size);
    }
}
