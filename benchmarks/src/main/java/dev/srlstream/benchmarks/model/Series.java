package dev.srlstream.benchmarks.model;

import dev.srlstream.benchmarks.measure.Median;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The turns of one work. Turn i of every series in a run was taken in the same pass, close to the others, so that what slows a
 * machine for a while cancels out of their ratios.
 */
final class Series {
    private final Work work;
    private final List<Turn> turns = new ArrayList<>();

    Series(Work work) {
        this.work = work;
    }

    /** Takes turns: one pass that does not count, since code is compiled and memory found in it, then as many as asked for. */
    static void measure(Collection<Series> all, int passes, double seconds) throws Exception {
        for (int pass = 0; pass <= passes; pass++) {
            for (Series series : all) {
                Turn turn = series.work.turn(seconds);
                if (pass > 0) {
                    series.turns.add(turn);
                }
            }
        }
    }

    double median(ToDoubleFunction<Turn> figure) {
        return Median.of(turns.stream().mapToDouble(figure));
    }

    /** The median of this series' figures over the other's, pass by pass. */
    double over(Series other, ToDoubleFunction<Turn> figure) {
        return Median.of(IntStream.range(0, turns.size())
                .mapToDouble(i -> figure.applyAsDouble(turns.get(i)) / figure.applyAsDouble(other.turns.get(i))));
    }
}
