package dev.srlstream.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.configuration.BertConfig;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.torchscript.RandomWeights;
import dev.srlstream.torchscript.Recipe;
import dev.srlstream.torchscript.RepeatedLinearArchive;
import dev.srlstream.torchscript.ScriptTarget;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatedLinearTest {
    private static final int TOKENS = 512;
    private static final int INPUTS = 256;
    private static final int OUTPUTS = 512;
    private static final BertConfig CONFIG = new BertConfig(1, INPUTS, 2, OUTPUTS, 10, 16, 2, 1e-12);
    private static final String LAYER = "bert_model.encoder.layer.0.intermediate.dense.";

    @TempDir
    private Path folder = Path.of("");

    /** TorchScript's compiler unrolls loops by eight and keeps one of equal operations. */
    @ParameterizedTest
    @CsvSource({"CPU, FP32, COPY", "CPU, INT8, COPY", "CPU, INT8, ALIAS", "CUDA, FP32, COPY"})
    void appliesTheLayerAsOftenAsAsked(ScriptTarget target, Precision precision, Recipe.Operand operand)
            throws Exception {
        try (RepeatedLinear once = load(1, target, precision, operand);
                RepeatedLinear often = load(64, target, precision, operand)) {
            // When
            long one = fastest(once);
            long many = fastest(often);

            // Then: far from 64 times where calling costs as much as a layer, but 8 times or less only where layers are
            // left out
            assertThat(many).isGreaterThan(9 * one);
            assertThat(often.run()).hasSize(OUTPUTS);
        }
    }

    private RepeatedLinear load(int times, ScriptTarget target, Precision precision, Recipe.Operand operand)
            throws Exception {
        Map<String, Tensor> tensors = RandomWeights.of(CONFIG, 3, 1).tensors();
        Path archive = folder.resolve("linear-" + times + ".pt");
        try (FileChannel out = FileChannel.open(archive, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            new RepeatedLinearArchive(
                            Objects.requireNonNull(tensors.get(LAYER + "weight")),
                            Objects.requireNonNull(tensors.get(LAYER + "bias")),
                            times,
                            target,
                            precision,
                            operand)
                    .write(out);
        }
        return RepeatedLinear.load(TorchEngine.start(1), archive, new ComputeDevice.Cpu(), TOKENS, INPUTS);
    }

    /** Nanoseconds of the calling thread; the first runs are compiled. */
    private static long fastest(RepeatedLinear linear) {
        var threads = ManagementFactory.getThreadMXBean();
        return LongStream.range(0, 12)
                .map(run -> {
                    long begin = threads.getCurrentThreadCpuTime();
                    linear.run();
                    return threads.getCurrentThreadCpuTime() - begin;
                })
                .skip(4)
                .min()
                .orElseThrow();
    }
}
