package dev.srlstream.benchmarks.parts;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One of the JMH benchmarks of this module.
 *
 * @param name as users see it, for example {@code Viterbi.decode}
 * @param unit what it counts, in the plural
 * @param benchmark its class and method, as JMH names it
 */
record Part(String name, String unit, String benchmark) {
    private static final String ALLOCATION = "gc.alloc.rate.norm";
    private static final int ITERATIONS = 5;
    private static final double NANOSECONDS = 1e9;

    /** All there are, in alphabetical order. */
    static List<Part> all() {
        OutputFormat silence = OutputFormatFactory.createFormatInstance(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), VerboseMode.SILENT);
        return BenchmarkList.defaultList().getAll(silence, List.of()).stream()
                .map(BenchmarkListEntry::getUsername)
                .map(Part::of)
                .sorted(Comparator.comparing(Part::name))
                .toList();
    }

    private static Part of(String benchmark) {
        int dot = benchmark.lastIndexOf('.');
        try {
            Class<?> type = Class.forName(benchmark.substring(0, dot));
            String method = benchmark.substring(dot + 1);
            String unit = Stream.of(type.getMethods())
                    .filter(candidate -> candidate.getName().equals(method))
                    .map(candidate -> candidate.getAnnotation(Counting.class).value())
                    .findFirst()
                    .orElseThrow();
            return new Part(type.getSimpleName().replace("Benchmark", "") + "." + method, unit, benchmark);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Runs it in a Java process of its own, on one thread.
     *
     * @param seconds how long it is measured, after twice as long a warm-up
     */
    Score measure(int seconds) throws RunnerException {
        // Runs side by side disturb each other, but refusing them helps nobody.
        System.setProperty("jmh.ignoreLock", "true");
        TimeValue iteration = TimeValue.milliseconds(Math.max(1, 1000L * seconds / ITERATIONS));
        var options = new OptionsBuilder()
                .include("^" + Pattern.quote(benchmark) + "$")
                .jvmArgs("-Xmx1g")
                .forks(1)
                .warmupIterations(2 * ITERATIONS)
                .warmupTime(iteration)
                .measurementIterations(ITERATIONS)
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        RunResult result = new Runner(options).runSingle();
        Result<?> cpu = secondary(result, CpuProfiler.NANOSECONDS);
        return new Score(
                cpu.getScore(),
                cpu.getScoreError(),
                result.getPrimaryResult().getScore(),
                secondary(result, ALLOCATION).getScore());
    }

    private static Result<?> secondary(RunResult result, String name) {
        return Objects.requireNonNull(result.getSecondaryResults().get(name), name);
    }

    /**
     * What was measured.
     *
     * @param cpu nanoseconds of CPU time for each operation, of all threads
     * @param error half of the 99.9 % confidence interval of that
     * @param perSecond operations per second on the clock, which other processes slow down
     * @param allocated bytes of Java heap for each operation
     */
    record Score(double cpu, double error, double perSecond, double allocated) {
        double perCpuSecond() {
            return NANOSECONDS / cpu;
        }
    }
}
