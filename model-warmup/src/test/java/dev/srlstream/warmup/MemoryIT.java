package dev.srlstream.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.torchscript.Precision;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tensors are libtorch's memory, which no collector frees. */
@Tag("long")
class MemoryIT {
    private static final int BATCHES = 7_500;
    private static final int WARM = 2_500;
    private static final int MOST_ROWS = 2;
    private static final int LONGEST = 16;
    /** Six hundred bytes that stay of each batch would be more than four of these. */
    private static final long MEBIBYTE = 1 << 20;

    private final Random random = new Random(92);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void outsideOfJavaStaysFlatOverManyBatches() throws Exception {
        // Given
        WarmUpPlan plan = new WarmUpPlan(
                CheckpointPaths.of(Golden.FOLDER.resolve("without-position-ids.tar.gz")),
                Terms.of(Policy.RECONCILE),
                "cpu",
                Precision.FP32,
                CpuLayers.AUTO,
                folder,
                1);
        try (WarmUp warmUp = new WarmUp(plan, WarmUpListener.SILENT);
                WarmModel warm = warmUp.warm()) {
            forward(warm, WARM);
            touchYoungGeneration();
            long before = nativeBytes();

            // When
            forward(warm, BATCHES);

            // Then
            assertThat(nativeBytes() - before).isLessThan(4 * MEBIBYTE);
        }
    }

    private void forward(WarmModel warm, int batches) throws Exception {
        for (int batch = 0; batch < batches; batch++) {
            List<WordpieceRow> rows = new ArrayList<>();
            for (int left = 1 + random.nextInt(MOST_ROWS); left > 0; left--) {
                int[] ids = random.ints(
                                2 + random.nextInt(LONGEST - 1),
                                0,
                                warm.vocabulary().size())
                        .toArray();
                rows.add(new WordpieceRow(ids, 1, 2));
            }
            warm.model().forward(rows);
        }
    }

    /** Pages of the heap that Java has taken but not yet used are not resident, and would look like a leak once they are. */
    private static void touchYoungGeneration() {
        long touched = 0;
        while (touched < 2 * Runtime.getRuntime().maxMemory()) {
            touched += new byte[(int) MEBIBYTE].length;
        }
    }

    /** Resident, without what Java has taken for itself. */
    private static long nativeBytes() {
        MemoryMXBean java = ManagementFactory.getMemoryMXBean();
        return ProcessMemory.residentBytes()
                - java.getHeapMemoryUsage().getCommitted()
                - java.getNonHeapMemoryUsage().getCommitted();
    }
}
