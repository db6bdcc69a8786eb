package dev.srlstream.benchmarks.model;

import dev.srlstream.configuration.BertConfig;
import dev.srlstream.model.ModelUnavailableException;
import dev.srlstream.model.TorchEngine;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.warmup.WarmModel;
import dev.srlstream.wordpiece.Encoding;
import dev.srlstream.wordpiece.Vocabulary;
import dev.srlstream.wordpiece.WordpieceEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that {@code srl bench model} measures, in turns. Owns the models that it is given. */
final class ModelMeasurement implements AutoCloseable {
    /** Rows of the padded batch that others run. */
    static final int PADDED_ROWS = 32;

    private final List<ModelSeries> models = new ArrayList<>();
    private final ExecutorService threads;
    private final StageSeries stages;
    private final Series padded;
    private final List<RowBatch> paddedBatches;
    private final double meanWordpieces;
    private final @Nullable PeerProcess peerProcess;
    private final @Nullable Series peer;

    /**
     * What is measured, and how.
     *
     * @param lengths of the sentences, in wordpieces
     * @param predicates of each sentence
     * @param batchTokens the most wordpieces of a batch
     * @param workers forward passes at a time
     * @param threads intra-op threads of each
     * @param peer command that starts another program; null for none
     */
    record Plan(
            List<Integer> lengths,
            int predicates,
            int batchTokens,
            int workers,
            int threads,
            @Nullable String peer) {}

    /** @param folder for files that are not needed after this */
    ModelMeasurement(List<WarmModel> warm, Plan plan, Path folder) throws IOException, ModelUnavailableException {
        threads = Executors.newFixedThreadPool(plan.workers);
        WarmModel first = warm.get(0);
        BertConfig config = ModelSeries.config(first);
        int labels = first.labels().size();
        List<Sentence> sentences = MadeUpSentences.of(plan.lengths, first.vocabulary(), plan.predicates);
        var encoder = new WordpieceEncoder(new Vocabulary(first.vocabulary()), first.lowercase());
        List<WordpieceRow> rows =
                sentences.stream().flatMap(sentence -> rows(sentence, encoder)).toList();
        meanWordpieces =
                rows.stream().mapToInt(row -> row.ids().length).average().orElseThrow();
        List<RowBatch> batches = RowBatch.flat(rows, plan.batchTokens, config, labels);
        TorchEngine engine = TorchEngine.start(plan.threads);
        for (WarmModel model : warm) {
            models.add(new ModelSeries(model, batches, plan.workers, threads, engine, folder));
        }
        stages = StageSeries.of(
                sentences,
                encoder,
                first.labels(),
                models.get(0).probabilities(batches.get(0).rows()));
        paddedBatches = RowBatch.padded(rows, PADDED_ROWS, config, labels);
        padded = new Series(models.get(0).forward(paddedBatches, plan.workers, threads));
        peerProcess = plan.peer == null
                ? null
                : PeerProcess.start(plan.peer, config, first.labels(), first.vocabulary(), sentences);
        peer = peerProcess == null ? null : new Series(peerProcess);
    }

    void run(int passes, double seconds) throws Exception {
        Stream<Series> all = Stream.of(
                        models.stream().flatMap(ModelSeries::all),
                        Stream.of(padded),
                        stages.all(),
                        Stream.ofNullable(peer))
                .flatMap(series -> series);
        Series.measure(all.toList(), passes, seconds);
    }

    List<ModelSeries> models() {
        return models;
    }

    StageSeries stages() {
        return stages;
    }

    /** Of the peer, {@link PeerProcess#matrixGflop}; 0 where there is none. */
    double peerMatrixGflop() {
        return peerProcess == null ? 0 : peerProcess.matrixGflop();
    }

    /** The first model over batches of {@link #PADDED_ROWS}. */
    Series padded() {
        return padded;
    }

    /** Share of their tokens that nobody wanted. */
    double padding() {
        return RowBatch.padding(paddedBatches);
    }

    @Nullable
    Series peer() {
        return peer;
    }

    /** Length of a sentence's row, on average over the mix. */
    double meanWordpieces() {
        return meanWordpieces;
    }

    @Override
    public void close() {
        threads.shutdown();
        models.forEach(ModelSeries::close);
        if (peerProcess != null) {
            peerProcess.close();
        }
    }

    private static Stream<WordpieceRow> rows(Sentence sentence, WordpieceEncoder encoder) {
        Encoding encoding = encoder.encode(StageSeries.words(sentence));
        return sentence.predicates().stream()
                .map(word -> new WordpieceRow(encoding.ids(), encoding.starts()[word], encoding.ends()[word]));
    }
}
