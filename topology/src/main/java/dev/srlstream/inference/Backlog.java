package dev.srlstream.inference;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The rows that wait for the model, and which of them make a good batch. Guarded by its owner's lock.
 *
 * <p>A batch grows around the row that has waited longest, so that no length starves: of the next shorter and the next
 * longer row it takes what wastes less padding, as long as the padded batch keeps within the budget and is not mostly padding.
 */
final class Backlog {
    private record Waiting(Row row, long sequence, long since) {
        int length() {
            return row.length();
        }
    }

    /** A batch holds at most this many times its real wordpieces: beyond it, padding costs more than a second pass. */
    private static final int MOST_INFLATION = 2;

    private final int budget;
    private final Map<Row, Waiting> byArrival = new LinkedHashMap<>();
    private final TreeSet<Waiting> byLength =
            new TreeSet<>(Comparator.comparingInt(Waiting::length).thenComparingLong(Waiting::sequence));
    private long sequence;
    private long wordpieces;

    /** @param budget the most wordpieces of a batch, padding included */
    Backlog(int budget) {
        this.budget = budget;
    }

    /** @param since {@link System#nanoTime()} of the arrival */
    void add(Row row, long since) {
        Waiting waiting = new Waiting(row, sequence++, since);
        byArrival.put(row, waiting);
        byLength.add(waiting);
        wordpieces += waiting.length();
    }

    void removeAll(Collection<Row> rows) {
        for (Row row : rows) {
            Waiting waiting = byArrival.remove(row);
            if (waiting != null) {
                byLength.remove(waiting);
                wordpieces -= waiting.length();
            }
        }
    }

    void clear() {
        byArrival.clear();
        byLength.clear();
        wordpieces = 0;
    }

    boolean isEmpty() {
        return byArrival.isEmpty();
    }

    /** Whether there is enough for a whole batch. */
    boolean fillsABatch() {
        return wordpieces >= budget;
    }

    /** Arrival of the row that has waited longest; there must be one. */
    long oldestSince() {
        return byArrival.values().iterator().next().since();
    }

    /** Takes the next batch out, shortest row first; there must be a row. */
    List<Row> takeBatch() {
        Waiting first = byArrival.values().iterator().next();
        Waiting last = first;
        int rows = 1;
        long real = first.length();
        while (true) {
            Waiting shorter = byLength.lower(first);
            Waiting longer = byLength.higher(last);
            boolean below = shorter != null && isWorthwhile(rows + 1, last.length(), real + shorter.length());
            boolean above = longer != null && isWorthwhile(rows + 1, longer.length(), real + longer.length());
            if (below && above) {
                below = last.length() - shorter.length() < rows * (longer.length() - last.length());
            }
            if (below) {
                first = shorter;
                real += shorter.length();
            } else if (above) {
                last = longer;
                real += longer.length();
            } else {
                break;
            }
            rows++;
        }
        List<Row> batch = byLength.subSet(first, true, last, true).stream()
                .map(Waiting::row)
                .toList();
        removeAll(batch);
        return batch;
    }

    private boolean isWorthwhile(int rows, int longest, long real) {
        long padded = (long) rows * longest;
        return padded <= budget && padded <= MOST_INFLATION * real;
    }
}
