package dev.srlstream.decode;

import dev.srlstream.benchmarks.parts.Counting;
import dev.srlstream.benchmarks.parts.Samples;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Probabilities to labels: rows of 40 wordpieces and 130 labels. */
@State(Scope.Benchmark)
public class ViterbiBenchmark {
    private static final int WORDPIECES = 40;

    /** Power of two; few enough for the cache, as rows come there from the model. */
    private static final int ROWS = 64;

    private final List<String> labels = Samples.labels();
    private final Viterbi viterbi = new Viterbi(labels);
    private final float[][] rows;
    private int next;

    public ViterbiBenchmark() {
        Random random = new Random(0);
        rows = Stream.generate(() -> Samples.probabilities(labels, WORDPIECES, random))
                .limit(ROWS)
                .toArray(float[][]::new);
    }

    @Benchmark
    @Counting("rows")
    public int[] decode() {
        return viterbi.decode(rows[next++ & (ROWS - 1)], WORDPIECES);
    }
}
