package dev.srlstream.warmup;

import dev.srlstream.model.SrlModel;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.torchscript.Recipe.Products;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How long a full batch takes in encoder layers that differ in their products, in processor time of the calling thread. They
 * take turns, and the best of their turns counts: one beside other work on the same core tells little.
 */
final class LayerTimes {
    /** A batch of the default size, of sentences of ordinary length: 1,020 wordpieces. */
    private static final List<WordpieceRow> BATCH = Collections.nCopies(30, TrialModels.row(34));
    /** libtorch optimises the code in the second pass. */
    private static final int PASSES_BEFORE = 2;

    private static final int LEAST_TURNS = 3;
    private static final int MOST_TURNS = 12;
    private static final long NANOSECONDS = 350_000_000L;
    /** More products have to be faster by more than two such measurements of the same thing differ. */
    private static final double LEAST_GAIN = 1.02;

    private final Map<Products, SrlModel> layers;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    LayerTimes(Map<Products, SrlModel> layers) {
        this.layers = layers;
    }

    /** Nanoseconds of a pass; takes a third of a second, or three turns of each where that is longer. */
    Map<Products, Long> measure() {
        for (int pass = 0; pass < PASSES_BEFORE; pass++) {
            layers.values().forEach(layer -> layer.forward(BATCH));
        }
        Map<Products, Long> best = new EnumMap<>(Products.class);
        long begin = System.nanoTime();
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            if (turn >= LEAST_TURNS && System.nanoTime() - begin > NANOSECONDS) {
                break;
            }
            layers.forEach((products, layer) -> best.merge(products, pass(layer), Math::min));
        }
        return best;
    }

    /** The fewest products that no other ones beat by a clear margin. */
    static Products fastest(Map<Products, Long> times) {
        Products fastest = Products.JOINED;
        for (Map.Entry<Products, Long> time : new EnumMap<>(times).entrySet()) {
            if (time.getValue() * LEAST_GAIN < times.getOrDefault(fastest, Long.MAX_VALUE)) {
                fastest = time.getKey();
            }
        }
        return fastest;
    }

    private long pass(SrlModel layer) {
        long begin = threads.getCurrentThreadCpuTime();
        layer.forward(BATCH);
        return threads.getCurrentThreadCpuTime() - begin;
    }
}
