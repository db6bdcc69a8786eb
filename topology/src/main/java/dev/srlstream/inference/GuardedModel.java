package dev.srlstream.inference;

import dev.srlstream.model.ModelException;
import dev.srlstream.model.SrlModel;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.sentence.ProcessFault;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The model, and what the engine makes sure of around each of its passes. Shared by the workers. */
final class GuardedModel {
    private final SrlModel model;
    private final Watchdog watchdog;
    private final EngineListener listener;
    private final Canary canary;
    /** Held for reading during a forward pass, for writing during one that must have the memory for itself. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    /** The longest row that went well. */
    private volatile WordpieceRow proven;

    /** @param proven what any model of this kind can compute, however small */
    GuardedModel(SrlModel model, Watchdog watchdog, Canary canary, WordpieceRow proven, EngineListener listener) {
        this.model = model;
        this.watchdog = watchdog;
        this.canary = canary;
        this.listener = listener;
        this.proven = proven;
    }

    /**
     * One forward pass, at the same time as others.
     *
     * @return per row its probabilities {@code [wordpieces, labels]}; not necessarily finite
     * @throws ModelException when the model fails on these rows
     * @throws IllegalStateException when it breaks its contract
     * @throws EngineDeadException when it answers otherwise for the canary than it did at the start
     */
    List<float[]> forward(List<WordpieceRow> rows) {
        return forward(rows, use.readLock());
    }

    /** The same with the memory for itself. */
    List<float[]> forwardAlone(List<WordpieceRow> rows) {
        return forward(rows, use.writeLock());
    }

    private List<float[]> forward(List<WordpieceRow> rows, Lock lock) {
        List<float[]> probabilities = pass(rows, lock);
        Optional<String> difference = canary.difference(rows, probabilities);
        if (difference.isPresent()) {
            requireKnownLabels();
            // It may be the rounding of this batch or a fault that has passed; either way no row of it is believed.
            canary.repeat(difference.get());
            throw new ModelException("a known sentence came out wrong in this batch: " + difference.get() + ".");
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).ids().length > proven.ids().length && isFinite(probabilities.get(i))) {
                proven = rows.get(i);
            }
        }
        return probabilities;
    }

    /** Has the canary learn what the model says of it, for the first caller. */
    void learn() {
        if (canary.isToLearn()) {
            canary.learn(ofCanaryAlone());
        }
    }

    private void requireKnownLabels() {
        if (canary.hasLearnt()) {
            canary.difference(canary.rows(), ofCanaryAlone()).ifPresent(difference -> {
                throw canary.death(difference);
            });
        }
    }

    /** As for any other row, a failure may have passed the second time. */
    private List<float[]> ofCanaryAlone() {
        try {
            return pass(canary.rows(), use.readLock());
        } catch (ModelException once) {
            try {
                return pass(canary.rows(), use.writeLock());
            } catch (ModelException again) {
                throw canary.death(String.valueOf(again.getMessage()));
            }
        }
    }

    private List<float[]> pass(List<WordpieceRow> rows, Lock lock) {
        List<float[]> probabilities;
        lock.lock();
        long begin = System.nanoTime();
        try {
            probabilities = watchdog.watch(rows.size(), () -> model.forward(rows));
        } catch (ModelException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            if (ProcessFault.isIn(e)) {
                throw e;
            }
            // Rows can cause it as well, and then others are to be labelled.
            throw new ModelException(e.toString(), e);
        } finally {
            long nanoseconds = System.nanoTime() - begin;
            lock.unlock();
            listener.computed(rows.size(), wordpieces(rows), nanoseconds);
        }
        check(rows, probabilities);
        return probabilities;
    }

    private static int wordpieces(List<WordpieceRow> rows) {
        return rows.stream().mapToInt(row -> row.ids().length).sum();
    }

    /**
     * Whether the model can still do what it could: then what it fails on is to blame, otherwise the model is.
     *
     * @throws EngineDeadException when it answers otherwise for the canary than it did at the start
     */
    boolean works() {
        try {
            if (!isFinite(forwardAlone(List.of(proven)).get(0))) {
                return false;
            }
            requireKnownLabels();
            return true;
        } catch (ModelException e) {
            return false;
        }
    }

    /** Looks at one label of each wordpiece: a softmax is finite in all or in none, and the device should not wait for more. */
    boolean isFinite(float[] probabilities) {
        for (int i = 0; i < probabilities.length; i += model.labels()) {
            if (!Float.isFinite(probabilities[i])) {
                return false;
            }
        }
        return true;
    }

    private void check(List<WordpieceRow> rows, List<float[]> probabilities) {
        if (probabilities.size() != rows.size()) {
            throw new IllegalStateException(
                    "The model returned " + probabilities.size() + " rows for " + rows.size() + ".");
        }
        for (int i = 0; i < rows.size(); i++) {
            int expected = rows.get(i).ids().length * model.labels();
            if (probabilities.get(i).length != expected) {
                throw new IllegalStateException("The model returned " + probabilities.get(i).length
                        + " probabilities for a row of " + expected + ".");
            }
        }
    }
}
