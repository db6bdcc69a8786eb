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
    private final Budget budget;
    private long wordpieces;

    /** @param budget of each batch, when it is taken; changed by the owner */
    Backlog(Budget budget) {
        this.budget = budget;
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

    int rows() {
        return arrivals.size();
    }

    boolean isEmpty() {
        return arrivals.isEmpty();
    }

    /** Whether there is enough for a whole batch. */
    boolean fillsABatch() {
        return wordpieces >= budget.tokens();
    }

    /** Arrival of the row that has waited longest; there must be one. */
    long oldestSince() {
        return arrivals.values().iterator().next();
    }

    /** Takes the next batch out: at least the oldest row, and what follows it as long as the batch keeps within the budget. */
    List<Row> takeBatch() {
        List<Row> batch = new ArrayList<>();
        int most = budget.tokens();
        long real = 0;
        int longest = 0;
        for (Row row : arrivals.keySet()) {
            real += row.length();
            longest = Math.max(longest, row.length());
            if (!batch.isEmpty() && cost(real, longest, batch.size() + 1) > most) {
                break;
            }
            batch.add(row);
        }
        removeAll(batch);
        return batch;
    }

    /** What a batch counts against the budget, in wordpieces. */
    static int cost(Collection<Row> batch) {
        long real = batch.stream().mapToLong(Row::length).sum();
        int longest = batch.stream().mapToInt(Row::length).max().orElse(0);
        return Math.toIntExact(cost(real, longest, batch.size()));
    }

    private static long cost(long real, int longest, int rows) {
        return Math.max(real, ((long) longest * rows + MOST_RECTANGLE - 1) / MOST_RECTANGLE);
    }
}
