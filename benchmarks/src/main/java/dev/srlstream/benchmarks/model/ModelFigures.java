package dev.srlstream.benchmarks.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.console.Output;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;

/**
 * What {@code srl bench model} found, as a table and as JSON. Speeds are by the clock; what is compared is compared by CPU
 * seconds, which others on the machine do not change, except on a GPU, which has none.
 */
final class ModelFigures {
    private static final double GIGA = 1e9;
    private static final double MILLI = 1e3;
    private static final double PERCENT = 100;

    private final ModelMeasurement measurement;
    private final ModelMeasurement.Plan plan;
    private final String name;
    private final String device;

    ModelFigures(ModelMeasurement measurement, ModelMeasurement.Plan plan, String name, String device) {
        this.measurement = measurement;
        this.plan = plan;
        this.name = name;
        this.device = device;
    }

    void print(Output out, boolean json) {
        if (json) {
            out.line(json().toString());
            out.flush();
        } else {
            out.lines(table());
        }
    }

    private List<String> table() {
        List<String> lines = new ArrayList<>();
        IntSummaryStatistics lengths =
                plan.lengths().stream().mapToInt(Integer::intValue).summaryStatistics();
        add(
                lines,
                "%s on %s, threads %d, predictors %d; batches of %d wordpieces",
                name,
                device,
                plan.threads(),
                plan.predictors(),
                plan.batchTokens());
        add(
                lines,
                "%d sentences of %d to %d wordpieces, mean %.1f, predicates %d",
                lengths.getCount(),
                lengths.getMin(),
                lengths.getMax(),
                lengths.getAverage(),
                plan.predicates());
        add(lines, "");
        add(
                lines,
                "%-5s %11s %10s %9s %14s %14s %9s %10s",
                "",
                "sentences/s",
                "tokens/s",
                "GFLOP/s",
                "GFLOP/" + unit(),
                "GEMM peak",
                "of peak",
                "over " + models().get(0).precision());
        for (ModelSeries model : models()) {
            add(
                    lines,
                    "%-5s %11.1f %10.0f %9.1f %14.1f %14.1f %9.3f %9.2fx",
                    model.precision(),
                    model.forward().median(ModelFigures::rows),
                    model.forward()
                            .median(turn -> turn.amount().tokens() / turn.cost().wall()),
                    model.forward()
                                    .median(turn ->
                                            turn.amount().flop() / turn.cost().wall())
                            / GIGA,
                    model.forward().median(this::flop) / GIGA,
                    peak(model).median(this::flop) / GIGA,
                    share(model),
                    model.forward().over(models().get(0).forward(), this::tokens));
        }
        add(lines, "");
        add(
                lines,
                "padding: none; batches of %d rows padded to the longest would be %.0f %% padding, and wordpieces/s are x%.2f of theirs in %s",
                ModelMeasurement.PADDED_ROWS,
                PERCENT * measurement.padding(),
                overPadded(),
                models().get(0).precision());
        add(lines, "");
        add(lines, "%-5s %16s %16s %16s %16s", "CPU", "tokenise", "encode", "forward", "decode");
        for (ModelSeries model : models()) {
            Stages stages = stages(model);
            add(
                    lines,
                    "%-5s %16s %16s %16s %16s",
                    model.precision(),
                    stages.cell(stages.tokenise),
                    stages.cell(stages.encode),
                    stages.cell(stages.forward),
                    stages.cell(stages.decode));
        }
        Series peer = measurement.peer();
        if (peer != null) {
            add(lines, "");
            add(
                    lines,
                    "peer %s: %.2f sentences/CPU s",
                    String.valueOf(plan.peer()),
                    peer.median(ModelFigures::rowsPerCpu));
            for (ModelSeries model : models()) {
                add(
                        lines,
                        "%-5s x%.2f of it, encoding and decoding included",
                        model.precision(),
                        overPeer(model, peer));
            }
        }
        return lines;
    }

    private ObjectNode json() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("model", name);
        object.put("device", device);
        object.put("threads", plan.threads());
        object.put("predictors", plan.predictors());
        object.put("batch_tokens", plan.batchTokens());
        object.put("predicates", plan.predicates());
        object.put(
                "mean_wordpieces",
                plan.lengths().stream().mapToInt(Integer::intValue).average().orElseThrow());
        object.put("padding", 0);
        object.put("padded_batch_padding", measurement.padding());
        object.put("over_padded_batch", overPadded());
        Series peer = measurement.peer();
        if (peer != null) {
            object.put("peer_sentences_per_cpu_second", peer.median(ModelFigures::rowsPerCpu));
        }
        for (ModelSeries model : models()) {
            put(object.withObject("/precisions").putObject(model.precision()), model);
        }
        return object;
    }

    private void put(ObjectNode object, ModelSeries model) {
        Series forward = model.forward();
        object.put("sentences_per_second", forward.median(ModelFigures::rows));
        object.put(
                "tokens_per_second",
                forward.median(turn -> turn.amount().tokens() / turn.cost().wall()));
        object.put(
                "tokens_per_cpu_second",
                forward.median(turn -> turn.amount().tokens() / turn.cost().cpu()));
        object.put(
                "gflop_per_second",
                forward.median(turn -> turn.amount().flop() / turn.cost().wall()) / GIGA);
        object.put(
                "gflop_per_cpu_second",
                forward.median(turn -> turn.amount().flop() / turn.cost().cpu()) / GIGA);
        object.put(
                "gemm_peak_gflop_per_second",
                peak(model).median(turn -> turn.amount().flop() / turn.cost().wall()) / GIGA);
        object.put(
                "gemm_peak_gflop_per_cpu_second",
                peak(model).median(turn -> turn.amount().flop() / turn.cost().cpu()) / GIGA);
        object.put("share_of_gemm_peak", share(model));
        object.put("over_first_precision", forward.over(models().get(0).forward(), this::tokens));
        Stages stages = stages(model);
        ObjectNode cpu = object.putObject("cpu_milliseconds_per_sentence");
        cpu.put("tokenise", stages.tokenise);
        cpu.put("encode", stages.encode);
        cpu.put("forward", stages.forward);
        cpu.put("decode", stages.decode);
        Series peer = measurement.peer();
        if (peer != null) {
            object.put("over_peer", overPeer(model, peer));
        }
    }

    private List<ModelSeries> models() {
        return measurement.models();
    }

    private Series peak(ModelSeries model) {
        return model.peak(this::flop);
    }

    private double share(ModelSeries model) {
        return model.forward().over(peak(model), this::flop);
    }

    private double overPadded() {
        return models().get(0).forward().over(measurement.padded(), this::tokens);
    }

    private Stages stages(ModelSeries model) {
        return new Stages(
                milliseconds(measurement.stages().tokenise()),
                milliseconds(measurement.stages().encode()),
                milliseconds(model.forward()),
                milliseconds(measurement.stages().decode()));
    }

    /** CPU of the peer for a row over ours. */
    private double overPeer(ModelSeries model, Series peer) {
        double beside = (milliseconds(measurement.stages().encode())
                        + milliseconds(measurement.stages().decode()))
                / milliseconds(model.forward());
        return model.forward().over(peer, ModelFigures::rowsPerCpu) / (1 + beside);
    }

    private static double milliseconds(Series series) {
        return MILLI / series.median(ModelFigures::rowsPerCpu);
    }

    private String unit() {
        return onGpu() ? "s" : "CPU s";
    }

    private boolean onGpu() {
        return !device.equals("cpu");
    }

    private double time(Turn turn) {
        return onGpu() ? turn.cost().wall() : turn.cost().cpu();
    }

    private double flop(Turn turn) {
        return turn.amount().flop() / time(turn);
    }

    private double tokens(Turn turn) {
        return turn.amount().tokens() / time(turn);
    }

    private static double rows(Turn turn) {
        return turn.amount().rows() / turn.cost().wall();
    }

    private static double rowsPerCpu(Turn turn) {
        return turn.amount().rows() / turn.cost().cpu();
    }

    private static void add(List<String> lines, String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values).stripTrailing());
    }

    /** Milliseconds of CPU for a sentence. */
    private record Stages(double tokenise, double encode, double forward, double decode) {
        String cell(double part) {
            return String.format(
                    Locale.ROOT, "%.3f ms %4.1f %%", part, PERCENT * part / (tokenise + encode + forward + decode));
        }
    }
}
