package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.model.SrlModel;
import dev.srlstream.model.WordpieceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A device that takes a set time and no processor, as a busy GPU does: so what is measured is everything but the model. Its
 * probabilities are the same for every row of a length: an argument of three words after each word without a role. Safe from any thread,
 * one pass at a time.
 */
final class TimedDevice implements SrlModel {
    private static final List<String> PATTERN = List.of("O", "B-ARG1", "I-ARG1", "I-ARG1");
    private static final float CERTAINTY = 0.9f;

    private final DeviceSpeed speed;
    private final List<String> labels;
    private final Map<Integer, float[]> probabilities = new ConcurrentHashMap<>();

    /** @param labels BIO tags by label index */
    TimedDevice(DeviceSpeed speed, List<String> labels) {
        this.speed = speed;
        this.labels = labels;
    }

    @Override
    public synchronized List<float[]> forward(List<WordpieceRow> rows) {
        long begin = System.nanoTime();
        long wordpieces = 0;
        List<float[]> outputs = new ArrayList<>(rows.size());
        for (WordpieceRow row : rows) {
            wordpieces += row.ids().length;
            outputs.add(probabilities.computeIfAbsent(row.ids().length, this::probabilities));
        }
        long end = begin + speed.nanos(wordpieces);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return outputs;
    }

    private float[] probabilities(int length) {
        float[] row = new float[length * labels.size()];
        float rest = (1 - CERTAINTY) / (labels.size() - 1);
        for (int i = 0; i < row.length; i++) {
            boolean chosen = PATTERN.get(i / labels.size() % PATTERN.size()).equals(labels.get(i % labels.size()));
            row[i] = chosen ? CERTAINTY : rest;
        }
        return row;
    }

    @Override
    public int labels() {
        return labels.size();
    }

    @Override
    public void close() {}
}
