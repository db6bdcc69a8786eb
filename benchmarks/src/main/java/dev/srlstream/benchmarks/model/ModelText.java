package dev.srlstream.benchmarks.model;

import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;

/** What {@code srl bench model} found, as tables. */
final class ModelText {
    private static final double PERCENT = 100;

    private final ModelFigures figures;
    private final String first;
    private final List<String> lines = new ArrayList<>();

    private ModelText(ModelFigures figures) {
        this.figures = figures;
        this.first = figures.models().get(0).precision();
    }

    static List<String> lines(ModelFigures figures) {
        var text = new ModelText(figures);
        text.addPlan();
        text.addSpeeds();
        text.addPadding();
        text.addStages();
        text.addPeer();
        return text.lines;
    }

    private void addPlan() {
        ModelMeasurement.Plan plan = figures.plan();
        IntSummaryStatistics lengths =
                plan.lengths().stream().mapToInt(Integer::intValue).summaryStatistics();
        add(
                "%s on %s, threads %d, workers %d; batches of %d wordpieces",
                figures.name(), figures.device(), plan.threads(), plan.workers(), plan.batchTokens());
        add(
                "%d sentences of %d to %d wordpieces, mean %.1f, predicates %d",
                lengths.getCount(), lengths.getMin(), lengths.getMax(), lengths.getAverage(), plan.predicates());
        add("");
    }

    private void addSpeeds() {
        add("%-5s | %-24s | %s", "", "by the clock", figures.onGpu() ? "per second" : "per CPU second");
        add(
                "%-5s | %11s %12s | %7s %9s %7s %9s",
                "", "sentences/s", "wordpieces/s", "GFLOP", "GEMM peak", "of peak", "over " + first);
        for (ModelSeries model : figures.models()) {
            add(
                    "%-5s | %11.1f %12.0f | %7.1f %9.1f %7.3f %8.2fx",
                    model.precision(),
                    figures.sentencesPerSecond(model),
                    figures.wordpiecesPerSecond(model),
                    figures.gflop(model),
                    figures.peakGflop(model),
                    figures.shareOfPeak(model),
                    figures.overFirst(model));
        }
        add("");
    }

    private void addPadding() {
        add(
                "padding: none; batches of %d rows padded to the longest would be %.0f %% padding, and wordpieces/%s are x%.2f of theirs in %s",
                ModelMeasurement.PADDED_ROWS,
                PERCENT * figures.measurement().padding(),
                figures.onGpu() ? "s" : "CPU s",
                figures.overPadded(),
                first);
        add("");
    }

    private void addStages() {
        add("%-5s %16s %16s %16s %16s", "CPU", "tokenise", "encode", "forward", "decode");
        for (ModelSeries model : figures.models()) {
            ModelFigures.Stages stages = figures.stages(model);
            add(
                    "%-5s %16s %16s %16s %16s",
                    model.precision(),
                    cell(stages.tokenise(), stages),
                    cell(stages.encode(), stages),
                    cell(stages.forward(), stages),
                    cell(stages.decode(), stages));
        }
    }

    private static String cell(double part, ModelFigures.Stages stages) {
        return String.format(Locale.ROOT, "%.3f ms %4.1f %%", part, PERCENT * part / stages.sum());
    }

    private void addPeer() {
        Series peer = figures.peer();
        if (peer != null) {
            add("");
            add(
                    "peer %s: %.2f sentences/CPU s; its own matrix products reach %.1f GFLOP/CPU s, %.2f of this machine's in %s",
                    String.valueOf(figures.plan().peer()),
                    figures.sentencesPerCpuSecond(peer),
                    figures.peerMatrixGflop(),
                    figures.peerShareOfMachine(),
                    first);
            if (!figures.isPeerFair()) {
                add(
                        "No ratio: that is below a tenth, so its library does not know this processor; look for a setting such as OPENBLAS_CORETYPE or another build.");
                return;
            }
            for (ModelSeries model : figures.models()) {
                add(
                        "%-5s x%.2f of it, encoding and decoding included",
                        model.precision(), figures.overPeer(model, peer));
            }
        }
    }

    private void add(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values).stripTrailing());
    }
}
