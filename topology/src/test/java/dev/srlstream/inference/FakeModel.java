package dev.srlstream.inference;

import dev.srlstream.model.SrlModel;
import dev.srlstream.model.WordpieceRow;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Made-up probabilities that depend on the row alone, so that every batching must give the same frames. */
final class FakeModel implements SrlModel {
    static final List<String> LABELS = List.of("O", "B-V", "I-V", "B-ARG0", "I-ARG0", "B-ARG1", "I-ARG1");

    private final List<List<WordpieceRow>> batches = new CopyOnWriteArrayList<>();
    private final Semaphore permits;
    private final Consumer<List<WordpieceRow>> behaviour;

    private FakeModel(int permits, Consumer<List<WordpieceRow>> behaviour) {
        this.permits = new Semaphore(permits);
        this.behaviour = behaviour;
    }

    static FakeModel ready() {
        return behaving(rows -> {});
    }

    /** @param behaviour sees every batch before it is computed, and may throw */
    static FakeModel behaving(Consumer<List<WordpieceRow>> behaviour) {
        return new FakeModel(Integer.MAX_VALUE / 2, behaviour);
    }

    /** Takes batches, but computes none before {@link #release}. */
    static FakeModel holding() {
        return holding(rows -> {});
    }

    static FakeModel holding(Consumer<List<WordpieceRow>> behaviour) {
        return new FakeModel(0, behaviour);
    }

    void release() {
        permits.release(Integer.MAX_VALUE / 2);
    }

    /** What reached the model, in order. */
    List<List<WordpieceRow>> batches() {
        return batches;
    }

    @Override
    public List<float[]> forward(List<WordpieceRow> rows) {
        batches.add(rows);
        permits.acquireUninterruptibly();
        behaviour.accept(rows);
        return rows.stream().map(FakeModel::probabilities).toList();
    }

    private static float[] probabilities(WordpieceRow row) {
        Random random = new Random(31L * Arrays.hashCode(row.ids()) + row.predicateBegin());
        float[] probabilities = new float[row.ids().length * LABELS.size()];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = row.ids()[i / LABELS.size()] == Words.NAN ? Float.NaN : random.nextFloat();
        }
        return probabilities;
    }

    @Override
    public int labels() {
        return LABELS.size();
    }

    @Override
    public void close() {}
}
