package dev.srlstream.benchmarks.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What {@code srl bench model} found, for a program; every figure by the clock and by CPU seconds. */
final class ModelJson {
    private ModelJson() {}

    static ObjectNode of(ModelFigures figures) {
        ModelMeasurement.Plan plan = figures.plan();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("model", figures.name());
        object.put("device", figures.device());
        object.put("threads", plan.threads());
        object.put("workers", plan.workers());
        object.put("batch_tokens", plan.batchTokens());
        object.put("predicates", plan.predicates());
        object.put("mean_wordpieces", figures.measurement().meanWordpieces());
        object.put("padding", 0);
        object.put("padded_batch_padding", figures.measurement().padding());
        object.put("over_padded_batch", figures.overPadded());
        Series peer = figures.peer();
        if (peer != null) {
            object.put("peer_sentences_per_cpu_second", figures.sentencesPerCpuSecond(peer));
            object.put("peer_gemm_gflop_per_cpu_second", figures.peerMatrixGflop());
            object.put("peer_share_of_gemm_peak", figures.peerShareOfMachine());
        }
        for (ModelSeries model : figures.models()) {
            put(object.withObject("/precisions").putObject(model.precision()), figures, model);
        }
        return object;
    }

    private static void put(ObjectNode object, ModelFigures figures, ModelSeries model) {
        Series forward = model.forward();
        Series peak = figures.peak(model);
        object.put("sentences_per_second", figures.sentencesPerSecond(model));
        object.put("sentences_per_cpu_second", figures.sentencesPerCpuSecond(forward));
        object.put("wordpieces_per_second", figures.wordpiecesPerSecond(model));
        object.put("wordpieces_per_cpu_second", forward.median(Turn::wordpiecesPerCpuSecond));
        object.put("gflop_per_second", ModelFigures.gflop(forward, Turn::flopPerSecond));
        object.put("gflop_per_cpu_second", ModelFigures.gflop(forward, Turn::flopPerCpuSecond));
        object.put("gemm_peak_gflop_per_second", ModelFigures.gflop(peak, Turn::flopPerSecond));
        object.put("gemm_peak_gflop_per_cpu_second", ModelFigures.gflop(peak, Turn::flopPerCpuSecond));
        object.put("share_of_gemm_peak", figures.shareOfPeak(model));
        object.put("over_first_precision", figures.overFirst(model));
        ModelFigures.Stages stages = figures.stages(model);
        ObjectNode cpu = object.putObject("cpu_milliseconds_per_sentence");
        cpu.put("tokenise", stages.tokenise());
        cpu.put("encode", stages.encode());
        cpu.put("forward", stages.forward());
        cpu.put("decode", stages.decode());
        Series peer = figures.peer();
        if (peer != null && figures.isPeerFair()) {
            object.put("over_peer", figures.overPeer(model, peer));
        }
    }
}
