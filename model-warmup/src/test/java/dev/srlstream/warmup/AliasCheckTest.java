package dev.srlstream.warmup;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code inductor::_alloc_from_pool} is no public operator: what is relied on is held to the libtorch in use. */
class AliasCheckTest {
    private static final int PASSES = 50;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void knowsTheLibtorchInUse() throws Exception {
        assertThat(TorchEngine.start(1).versions().get("pytorch"))
                .as(
                        "read aten/src/ATen/native/quantized and torch/csrc/inductor/inductor_ops.cpp of a new version, see that"
                                + " the test below passes on a processor with int8, then add the version")
                .isIn(AliasCheck.VERSIONS);
    }

    @Test
    void takesTheAliasWhereItGivesTheSame() throws Exception {
        assumeInt8();
        assertThat(AliasCheck.operand(TorchEngine.start(1), folder)).isEqualTo(Operand.ALIAS);
        assertThat(folder).isEmptyDirectory();
    }

    /** Over many batches of changing size, so that memory which is given back too early would be used for something else. */
    @ParameterizedTest
    @EnumSource
    void givesBitByBitWhatTheCopyGives(Products products) throws Exception {
        assumeInt8();
        var random = new Random(7);
        var models = new TrialModels(TorchEngine.start(1), 128, 4, 1536, folder);
        try (SrlModel copying = models.load(Precision.INT8, new Recipe(products, Operand.COPY));
                SrlModel aliasing = models.load(Precision.INT8, new Recipe(products, Operand.ALIAS))) {
            for (int pass = 0; pass < PASSES; pass++) {
                // Given
                List<WordpieceRow> rows = IntStream.range(0, 1 + random.nextInt(12))
                        .mapToObj(row -> TrialModels.row(1 + random.nextInt(60)))
                        .toList();

                // When
                List<float[]> probabilities = aliasing.forward(rows);

                // Then
                assertThat(probabilities)
                        .usingElementComparator(Arrays::compare)
                        .isEqualTo(copying.forward(rows));
            }
        }
    }

    private static void assumeInt8() {
        assumeTrue(
                Arithmetic.choose(Precision.INT8, new ComputeDevice.Cpu(), CpuLayers.AUTO, Processor.ofThisMachine())
                                .precision()
                        == Precision.INT8,
                "this processor has no instructions for int8");
    }
}
