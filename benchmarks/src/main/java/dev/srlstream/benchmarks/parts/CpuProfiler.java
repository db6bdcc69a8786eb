package dev.srlstream.benchmarks.parts;

import dev.srlstream.benchmarks.measure.Meter;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time of the measured process for each operation, the collector's and the compiler's included. Unlike JMH's own clock it
 * stays the same while other processes use the machine. JMH makes one in the measured process.
 */
public final class CpuProfiler implements InternalProfiler {
    static final String NANOSECONDS = "cpu.time.norm";

    private static final double NANOSECONDS_A_SECOND = 1e9;

    private final Meter meter = new Meter();

    /** For JMH. */
    public CpuProfiler() {}

    @Override
    public String getDescription() {
        return "CPU time for each operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        meter.lap();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double each =
                NANOSECONDS_A_SECOND * meter.lap().cpu() / result.getMetadata().getMeasuredOps();
        return List.of(new ScalarResult(NANOSECONDS, each, "ns/op", AggregationPolicy.AVG));
    }
}
