package dev.srlstream.inference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that wait for the model, in the order of their arrival, which is the order in which they are taken: lengths cost
 * what they are, so there is nothing to sort. Guarded by its owner's lock.
 */
final class Backlog {
    /**
     * A batch may be at most so many times the budget if all its rows were as long as the longest. That is what attention takes on a
     * GPU: without this bound, one long row among hundreds of short ones could exhaust its memory.
     */
    private static final int MOST_RECTANGLE = 4;

    private final Map<Row, Long> arrivals = new LinkedHashMap<>();
    private int budget;
    private long wordpieces;

    /** @param budget the most wordpieces of a batch */
    Backlog(int budget) {
        this.budget = budget;
    }

    /** From the next batch on, batches hold no more than this; a budget never grows. */
    void lowerBudget(int most) {
        budget = Math.max(1, Math.min(budget, most));
    }

    int budget() {
        return budget;
    }

    /** @param since {@link System#nanoTime()} of the arrival */
    void add(Row row, long since) {
        arrivals.put(row, since);
        wordpieces += row.length();
    }

    void removeAll(Collection<Row> rows) {
        for (Row row : rows) {
            if (arrivals.remove(row) != null) {
                wordpieces -= row.length();
            }
        }
    }

    void clear() {
        arrivals.clear();
        wordpieces = 0;
    }

    boolean isEmpty() {
        return arrivals.isEmpty();
    }

    /** Whether there is enough for a whole batch. */
    boolean fillsABatch() {
        return wordpieces >= budget;
    }

    /** Arrival of the row that has waited longest; there must be one. */
    long oldestSince() {
        return arrivals.values().iterator().next();
    }

    /** Takes the next batch out: at least the oldest row, and what follows it as long as the batch keeps within its bounds. */
    List<Row> takeBatch() {
        List<Row> batch = new ArrayList<>();
        long real = 0;
        long longest = 0;
        for (Row row : arrivals.keySet()) {
            real += row.length();
            longest = Math.max(longest, row.length());
            boolean fits = real <= budget && longest * (batch.size() + 1) <= (long) MOST_RECTANGLE * budget;
            if (!fits && !batch.isEmpty()) {
                break;
            }
            batch.add(row);
        }
        removeAll(batch);
        return batch;
    }
}
