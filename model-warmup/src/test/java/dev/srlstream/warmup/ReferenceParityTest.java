package dev.srlstream.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.model.ComputeDevice;
import dev.srlstream.model.SrlModel;
import dev.srlstream.model.TorchEngine;
import dev.srlstream.model.TorchSrlModel;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.torchscript.Recipe;
import dev.srlstream.torchscript.ScriptTarget;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A checkpoint, read, reconciled, written as an archive and loaded, computes what AllenNLP computed under PyTorch. */
class ReferenceParityTest {
    private static final float TOLERANCE = 1e-4f;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "with-position-ids.tar.gz, base.jsonl, CPU, 1",
        "with-position-ids.tar.gz, base.jsonl, CPU, 16",
        "with-position-ids.tar.gz, base.jsonl, CUDA, 16",
        "with-position-ids.tar.gz, base.jsonl, PORTABLE, 16",
        "without-position-ids.tar.gz, base.jsonl, PORTABLE, 1",
        "without-position-ids.tar.gz, base.jsonl, CPU, 16",
        "without-position-ids.tar.gz, base.jsonl, CUDA, 1",
        "legacy-container.tar.gz, base.jsonl, CPU, 16",
        "legacy-container.tar.gz, base.jsonl, CUDA, 16",
        "flat.tar.gz, flat.jsonl, CPU, 1",
        "flat.tar.gz, flat.jsonl, CPU, 16",
        "flat.tar.gz, flat.jsonl, CUDA, 16",
    })
    void computesTheReferencesProbabilities(String archive, String goldens, ScriptTarget target, int rowsPerBatch)
            throws Exception {
        // Given
        List<Golden> expected = Golden.read(goldens);

        // When
        List<float[]> actual = new ArrayList<>();
        try (SrlModel model = load(archive, target, Precision.FP32, Recipe.PLAIN)) {
            for (int begin = 0; begin < expected.size(); begin += rowsPerBatch) {
                List<WordpieceRow> batch =
                        expected.subList(begin, Math.min(begin + rowsPerBatch, expected.size())).stream()
                                .map(Golden::row)
                                .toList();
                actual.addAll(model.forward(batch));
            }
        }

        // Then
        assertThat(actual).hasSameSizeAs(expected).isNotEmpty();
        for (int i = 0; i < expected.size(); i++) {
            assertThat(greatestDifference(actual.get(i), expected.get(i).probabilities()))
                    .as("greatest difference in a row of %s", expected.get(i).sentence())
                    .isLessThan(TOLERANCE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CPU, BF16, joined-copy, 0.15",
        "CPU, BF16, apart-copy, 0.15",
        "CPU, INT8, joined-copy, 0.15",
        "CPU, INT8, apart-alias, 0.15",
        "CUDA, BF16, joined-copy, 0.15",
        "PORTABLE, BF16, joined-copy, 0.15",
    })
    void staysNearTheReferenceInNarrowerPrecisions(
            ScriptTarget target, Precision precision, String recipe, float tolerance) throws Exception {
        // Given
        assumeTrue(
                Arithmetic.choose(precision, new ComputeDevice.Cpu(), CpuLayers.AUTO, Processor.ofThisMachine())
                                .precision()
                        == precision,
                "this processor has no instructions for " + precision.key());
        List<Golden> expected = Golden.read("base.jsonl");

        // When
        List<float[]> actual;
        try (SrlModel model = load("with-position-ids.tar.gz", target, precision, Recipe.of(recipe))) {
            actual = model.forward(expected.stream().map(Golden::row).toList());
        }

        // Then
        for (int i = 0; i < expected.size(); i++) {
            assertThat(greatestDifference(actual.get(i), expected.get(i).probabilities()))
                    .as("greatest difference in a row of %s", expected.get(i).sentence())
                    .isBetween(1e-6f, tolerance);
        }
    }

    private SrlModel load(String checkpointArchive, ScriptTarget target, Precision precision, Recipe recipe)
            throws Exception {
        Path checkpoint = Golden.FOLDER.resolve(checkpointArchive);
        WarmUpPlan plan = new WarmUpPlan(
                new CheckpointPaths(checkpoint, null, null, null),
                Terms.of(Policy.RECONCILE),
                "cpu",
                precision,
                CpuLayers.AUTO,
                folder,
                1);
        Path archive = folder.resolve("model.pt");
        try (ReconciledCheckpoint reconciled = ReconciledCheckpoint.read(plan, new StageClock(WarmUpListener.SILENT));
                FileChannel out = FileChannel.open(archive, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            reconciled.archive(target, precision, recipe).write(out, fraction -> {});
            return TorchSrlModel.load(
                    TorchEngine.start(1),
                    archive,
                    new ComputeDevice.Cpu(),
                    reconciled.facts().labels().size(),
                    reconciled.facts().audit().getArchitecture().getPositions());
        }
    }

    private static float greatestDifference(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        float greatest = 0;
        for (int i = 0; i < expected.length; i++) {
            greatest = Math.max(greatest, Math.abs(actual[i] - expected[i]));
        }
        return greatest;
    }
}
