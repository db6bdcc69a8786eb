package dev.srlstream.inference;

import dev.srlstream.benchmarks.parts.Counting;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.wordpiece.Encoding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Rows into batches and out again: lengths as sentences have them, lognormal with a mean of 34 wordpieces. */
@State(Scope.Benchmark)
public class PackingBenchmark {
    private static final int ROWS = 1_000;
    private static final double MEAN_OF_LOG = 3.4;
    private static final double DEVIATION_OF_LOG = 0.5;
    private static final int LONGEST = 92;

    private final BatchQueue queue =
            new BatchQueue(new EngineSettings(EngineSettings.ONE_CORE.batchTokens(), Duration.ZERO, 1, false));
    private final List<Row> rows = new ArrayList<>();

    public PackingBenchmark() {
        Random random = new Random(0);
        while (rows.size() < ROWS) {
            int length = (int) Math.exp(MEAN_OF_LOG + DEVIATION_OF_LOG * random.nextGaussian());
            Encoding encoding = new Encoding(new int[Math.max(3, Math.min(LONGEST, length))], new int[1], new int[1]);
            rows.addAll(new Job(new Sentence("id", "text", List.of(), List.of(0), Map.of()), encoding, false).rows());
        }
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    @Counting("rows")
    public void pack(Blackhole blackhole) throws InterruptedException {
        queue.add(rows);
        for (int taken = 0; taken < ROWS; ) {
            List<Row> batch = queue.take();
            taken += batch.size();
            blackhole.consume(batch);
        }
    }
}
