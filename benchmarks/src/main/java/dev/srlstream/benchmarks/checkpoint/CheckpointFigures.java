package dev.srlstream.benchmarks.checkpoint;

import dev.srlstream.benchmarks.checkpoint.CheckpointRun.Stage;
import dev.srlstream.benchmarks.measure.Cost;
import dev.srlstream.benchmarks.measure.Median;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the stages of a checkpoint's way cost.
 *
 * @param stages in order
 */
record CheckpointFigures(Map<Stage, Costs> stages) {
    /** Heap of the measured processes. */
    static final int HEAP_MB = 64;
    /** A checkpoint's bytes are hashed as the file that was read and as the weights in use. */
    static final int DIGESTS = 2;

    private static final List<Stage> TOTAL = List.of(Stage.READ, Stage.RECONCILE, Stage.AUDIT, Stage.WRITE);

    /**
     * @param first in a new process, classes loaded and code compiled on the way
     * @param settled median of the passes after it; null where there are none
     */
    record Costs(Cost first, @Nullable Cost settled) {}

    /** Runs the measured processes to their ends. */
    static CheckpointFigures measure(Path model, Path scratch, int passes) throws IOException, InterruptedException {
        Map<Stage, List<Cost>> measured = new EnumMap<>(Stage.class);
        run(measured, model, scratch, passes);
        // The first one fills the cache.
        run(new EnumMap<>(Stage.class), model, scratch, 0);
        run(measured, model, scratch, 0);
        Map<Stage, Costs> stages = new EnumMap<>(Stage.class);
        measured.forEach((stage, costs) -> stages.put(stage, new Costs(costs.get(0), median(costs))));
        return new CheckpointFigures(stages);
    }

    Optional<Costs> stage(Stage stage) {
        return Optional.ofNullable(stages.get(stage));
    }

    /** From the file to the archive in the cache. */
    Costs total() {
        Cost first = Cost.NONE;
        Cost settled = Cost.NONE;
        for (Stage stage : TOTAL) {
            Costs costs = stage(stage).orElseThrow();
            first = first.plus(costs.first());
            settled = settled.plus(costs.settled() == null ? Cost.NONE : costs.settled());
        }
        return new Costs(first, settled);
    }

    /** CPU seconds of the total, settled, less what no reader of such a file can do without. */
    double withoutFloor() {
        double hashing = DIGESTS * (settled(Stage.SHA_256) - settled(Stage.READ_ONCE));
        double inflating = stages.containsKey(Stage.INFLATE) ? settled(Stage.INFLATE) - settled(Stage.READ_ONCE) : 0;
        Cost settled = total().settled();
        return (settled == null ? 0 : settled.cpu()) - hashing - inflating;
    }

    private double settled(Stage stage) {
        return stage(stage).map(Costs::settled).map(Cost::cpu).orElse(0.0);
    }

    private static @Nullable Cost median(List<Cost> costs) {
        List<Cost> later = costs.subList(1, costs.size());
        return later.isEmpty()
                ? null
                : new Cost(
                        Median.of(later.stream().mapToDouble(Cost::cpu)),
                        Median.of(later.stream().mapToDouble(Cost::wall)));
    }

    private static void run(Map<Stage, List<Cost>> measured, Path model, Path scratch, int passes)
            throws IOException, InterruptedException {
        for (String line : ChildJvm.run(HEAP_MB, CheckpointRun.class, model, scratch, passes)) {
            String[] fields = line.split(" ", -1);
            measured.computeIfAbsent(Stage.valueOf(fields[0]), stage -> new ArrayList<>())
                    .add(new Cost(Double.parseDouble(fields[1]), Double.parseDouble(fields[2])));
        }
    }
}
