package dev.srlstream.benchmarks.model;

import dev.srlstream.benchmarks.madeup.RandomCheckpoint;
import dev.srlstream.configuration.BertConfig;
import dev.srlstream.event.Architecture;
import dev.srlstream.model.ComputeDevice;
import dev.srlstream.model.DeviceRequest;
import dev.srlstream.model.ModelUnavailableException;
import dev.srlstream.model.TorchEngine;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.torchscript.Recipe;
import dev.srlstream.torchscript.ScriptTarget;
import dev.srlstream.warmup.WarmModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A model in one precision and the linear layers that it is measured against. */
final class ModelSeries implements AutoCloseable {
    private final WarmModel warm;
    private final GemmPeak gemm;
    private final Series forward;
    private final List<Series> peaks;

    /**
     * Loads the layers.
     *
     * @param warm the measured model; closed with this
     * @param batches that it runs, over and over
     * @param workers forward passes at a time
     * @param threads as many at least
     */
    ModelSeries(
            WarmModel warm,
            List<RowBatch> batches,
            int workers,
            ExecutorService threads,
            TorchEngine engine,
            Path folder)
            throws IOException, ModelUnavailableException {
        this.warm = warm;
        int tokens = batches.stream()
                .mapToInt(batch -> (int) batch.amount().wordpieces())
                .max()
                .orElseThrow();
        gemm = GemmPeak.load(
                engine,
                device(engine),
                target(),
                Precision.valueOf(precision().toUpperCase(Locale.ROOT)),
                operand(),
                config(warm),
                tokens,
                folder);
        forward = new Series(forward(batches, workers, threads));
        peaks = gemm.works(threads, workers).stream().map(Series::new).toList();
    }

    /** Forward passes over other batches. */
    Work forward(List<RowBatch> batches, int workers, ExecutorService threads) {
        return new SideBySide(
                threads,
                IntStream.range(0, workers)
                        .mapToObj(i -> cycle(batches, i * batches.size() / workers))
                        .toList());
    }

    private Cycle<RowBatch> cycle(List<RowBatch> batches, int from) {
        List<RowBatch> rotated = new ArrayList<>(batches);
        Collections.rotate(rotated, -from);
        return new Cycle<>(rotated, batch -> {
            warm.model().forward(batch.rows());
            return batch.amount();
        });
    }

    /** The probabilities of some rows. */
    List<float[]> probabilities(List<WordpieceRow> rows) {
        return warm.model().forward(rows);
    }

    Stream<Series> all() {
        return Stream.concat(Stream.of(forward), peaks.stream());
    }

    Series forward() {
        return forward;
    }

    /** The fastest of the linear layers. */
    Series peak(ToDoubleFunction<Turn> speed) {
        return Collections.max(peaks, Comparator.comparingDouble(series -> series.median(speed)));
    }

    /** In which the model computes, whatever was asked for. */
    private ScriptTarget target() {
        return Arrays.stream(ScriptTarget.values())
                .filter(target -> target.layers().equals(warm.report().getLayers()))
                .findFirst()
                .orElseThrow();
    }

    private Recipe.Operand operand() {
        return Recipe.of(warm.report().getVersions().getOrDefault("recipe", Recipe.PLAIN.key()))
                .operand();
    }

    String precision() {
        return warm.reference().getPrecision();
    }

    private ComputeDevice device(TorchEngine engine) throws ModelUnavailableException {
        return DeviceRequest.parse(warm.report().getDevice()).choose(engine.gpuCount());
    }

    /** The dimensions of a warm model. */
    static BertConfig config(WarmModel warm) {
        Architecture dimensions = warm.audit().getArchitecture();
        return new BertConfig(
                dimensions.getLayers(),
                dimensions.getHiddenSize(),
                dimensions.getHeads(),
                dimensions.getIntermediateSize(),
                dimensions.getVocabularySize(),
                dimensions.getPositions(),
                RandomCheckpoint.BERT_BASE.typeVocabularySize(),
                RandomCheckpoint.BERT_BASE.layerNormEpsilon());
    }

    @Override
    public void close() {
        gemm.close();
        warm.close();
    }
}
