package dev.srlstream.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.srlstream.model.ComputeDevice;
import dev.srlstream.model.SrlModel;
import dev.srlstream.model.TorchEngine;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.torchscript.Recipe;
import dev.srlstream.torchscript.Recipe.Operand;
import dev.srlstream.torchscript.Recipe.Products;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the recipes give: layers of the same weights differ by no more than the precision's own rounding. */
class RecipesTest {
    private static final List<WordpieceRow> ROWS =
            IntStream.of(40, 7, 7, 23, 60).mapToObj(TrialModels::row).toList();

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "FP32, APART, 1e-6",
        "FP32, PANELS, 1e-6",
        "BF16, APART, 1e-6",
        "BF16, PANELS, 0.01",
        "INT8, APART, 1e-6",
        "INT8, PANELS, 0.02",
    })
    void giveWhatThePlainOneGives(Precision precision, Products products, float tolerance) throws Exception {
        // Given
        assumeTrue(
                Arithmetic.choose(precision, new ComputeDevice.Cpu(), CpuLayers.AUTO, Processor.ofThisMachine())
                                .precision()
                        == precision,
                "this processor has no instructions for " + precision.key());
        var models = new TrialModels(TorchEngine.start(1), 128, 4, 1536, folder);

        // When
        List<float[]> expected;
        List<float[]> actual;
        try (SrlModel plain = models.load(precision, Recipe.PLAIN);
                SrlModel other = models.load(precision, new Recipe(products, Operand.COPY))) {
            expected = plain.forward(ROWS);
            actual = other.forward(ROWS);
        }

        // Then
        for (int row = 0; row < ROWS.size(); row++) {
            assertThat(actual.get(row)).containsExactly(expected.get(row), within(tolerance));
        }
    }
}
