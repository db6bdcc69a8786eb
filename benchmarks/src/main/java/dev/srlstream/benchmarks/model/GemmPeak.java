package dev.srlstream.benchmarks.model;

import dev.srlstream.configuration.BertConfig;
import dev.srlstream.model.ComputeDevice;
import dev.srlstream.model.ModelUnavailableException;
import dev.srlstream.model.RepeatedLinear;
import dev.srlstream.model.TorchEngine;
import dev.srlstream.statedict.RandomTensor;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.torchscript.Recipe;
import dev.srlstream.torchscript.RepeatedLinearArchive;
import dev.srlstream.torchscript.ScriptTarget;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;

/**
 * Linear layers alone, at the model's own shapes and at larger ones: the fastest of them is what the device can do at most
 * with the same library, precision and threads.
 */
final class GemmPeak implements AutoCloseable {
    /** Of one measured call: long beside what the call itself costs. */
    private static final double CPU_FLOP = 4e9;

    private static final double GPU_FLOP = 4e12;
    /** Of small layers, whose cost is that of being started. */
    private static final int MOST_TIMES = 1000;

    private static final float DEVIATION = 0.02f;

    private final List<RepeatedLinear> layers = new ArrayList<>();
    private final List<Amount> amounts = new ArrayList<>();

    /** An input {@code [tokens, inputs]} that becomes {@code [tokens, outputs]}. */
    record Shape(int tokens, int inputs, int outputs) {
        double flop() {
            return 2.0 * tokens * inputs * outputs;
        }

        @Override
        public String toString() {
            return tokens + "x" + inputs + "x" + outputs;
        }
    }

    private GemmPeak() {}

    /**
     * Loads the layers.
     *
     * @param target what the model's archive was written for
     * @param operand of the model's layers in int8
     * @param tokens of a batch of the model
     * @param folder for their archives, which are gone after this
     */
    static GemmPeak load(
            TorchEngine engine,
            ComputeDevice device,
            ScriptTarget target,
            Precision precision,
            Recipe.Operand operand,
            BertConfig config,
            int tokens,
            Path folder)
            throws IOException, ModelUnavailableException {
        boolean gpu = device instanceof ComputeDevice.Gpu;
        var peak = new GemmPeak();
        try {
            for (Shape shape : shapes(config, tokens)) {
                int times = (int) Math.min(MOST_TIMES, Math.ceil((gpu ? GPU_FLOP : CPU_FLOP) / shape.flop()));
                Path archive = folder.resolve("linear-" + precision.key() + "-" + shape + ".pt");
                write(archive, shape, times, target, precision, operand);
                peak.add(
                        RepeatedLinear.load(engine, archive, device, shape.tokens, shape.inputs), times * shape.flop());
                Files.delete(archive);
            }
            return peak;
        } catch (IOException | ModelUnavailableException e) {
            peak.close();
            throw e;
        }
    }

    private void add(RepeatedLinear layer, double flop) {
        layers.add(layer);
        amounts.add(new Amount(0, flop));
    }

    /** For each shape the work of so many threads at the same time. */
    List<Work> works(ExecutorService threads, int workers) {
        return IntStream.range(0, layers.size())
                .<Work>mapToObj(i -> new SideBySide(
                        threads,
                        Collections.nCopies(workers, i).stream()
                                .map(this::cycle)
                                .toList()))
                .toList();
    }

    private Cycle<RepeatedLinear> cycle(int i) {
        return new Cycle<>(List.of(layers.get(i)), layer -> {
            layer.run();
            return amounts.get(i);
        });
    }

    @Override
    public void close() {
        layers.forEach(RepeatedLinear::close);
    }

    private static Set<Shape> shapes(BertConfig config, int tokens) {
        int hidden = config.hiddenSize();
        Set<Shape> shapes = new LinkedHashSet<>();
        shapes.add(new Shape(tokens, hidden, hidden));
        shapes.add(new Shape(tokens, hidden, config.intermediateSize()));
        shapes.add(new Shape(tokens, config.intermediateSize(), hidden));
        shapes.add(new Shape(512, 1024, 1024));
        shapes.add(new Shape(1024, 1024, 4096));
        return shapes;
    }

    private static void write(
            Path archive, Shape shape, int times, ScriptTarget target, Precision precision, Recipe.Operand operand)
            throws IOException {
        var weight = new RandomTensor(List.of((long) shape.outputs, (long) shape.inputs), 0, DEVIATION, 0);
        var bias = new RandomTensor(List.of((long) shape.outputs), 0, DEVIATION, 1);
        try (FileChannel out = FileChannel.open(archive, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            new RepeatedLinearArchive(weight, bias, times, target, precision, operand).write(out);
        }
    }
}
