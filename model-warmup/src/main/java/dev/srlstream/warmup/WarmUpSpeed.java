package dev.srlstream.warmup;

import dev.srlstream.event.ShapeThroughput;
import dev.srlstream.model.SrlModel;
import dev.srlstream.model.WordpieceRow;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Runs a model on made-up rows, and measures its speed at a few small shapes without delaying the start by much. */
final class WarmUpSpeed {
    private static final long NANOSECONDS_PER_SHAPE = 50_000_000L;
    private static final int TURNS = 5;

    private final SrlModel model;
    private final int positions;

    /** @param positions the longest row of the model, in wordpieces */
    WarmUpSpeed(SrlModel model, int positions) {
        this.model = model;
        this.positions = positions;
    }

    /** One forward pass over one short row; returns its probabilities. */
    float[] pass() {
        return model.forward(List.of(row(32))).get(0);
    }

    /** Sentences per second, each shape for a twentieth of a second, or one pass where that is longer. */
    List<ShapeThroughput> measure() {
        pass(); // libtorch optimises the code in the second pass
        return List.of(measure(1, 32), measure(8, 32), measure(1, 128));
    }

    /** Wordpieces per second in a small batch: the best of a few turns, as an interrupted one tells nothing. */
    long fastestBatch() {
        pass();
        pass();
        return IntStream.range(0, TURNS)
                .mapToObj(turn -> measure(8, 32))
                .mapToLong(turn -> Math.round(turn.getSentencesPerSecond() * turn.getWordpieces()))
                .max()
                .orElseThrow();
    }

    private ShapeThroughput measure(int rows, int wordpieces) {
        WordpieceRow row = row(wordpieces);
        List<WordpieceRow> batch = Collections.nCopies(rows, row);
        long begin = System.nanoTime();
        long elapsed;
        int passes = 0;
        do {
            model.forward(batch);
            passes++;
            elapsed = System.nanoTime() - begin;
        } while (elapsed < NANOSECONDS_PER_SHAPE);
        return new ShapeThroughput(rows, row.ids().length, rows * passes / (elapsed / 1e9));
    }

    /** Of wordpiece 0, which every vocabulary has: speed does not depend on the words. */
    private WordpieceRow row(int wordpieces) {
        return new WordpieceRow(new int[Math.min(wordpieces, positions)], 0, 1);
    }
}
