package dev.srlstream.benchmarks.model;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What {@code srl bench model} found. Speeds are by the clock; what is compared is compared by CPU seconds, which others on the
 * machine do not change, except on a GPU, which has none. A sentence is one with one predicate and of the mix's mean length.
 *
 * @param name of the model
 * @param device as a warm-up reports it
 */
record ModelFigures(ModelMeasurement measurement, ModelMeasurement.Plan plan, String name, String device) {
    private static final double GIGA = 1e9;
    private static final double MILLI = 1e3;

    /** Of the speed of matrix products, the least that a peer must reach. */
    private static final double FAIR_SHARE = 0.1;

    /** Milliseconds of CPU for a sentence. */
    record Stages(double tokenise, double encode, double forward, double decode) {
        double sum() {
            return tokenise + encode + forward + decode;
        }
    }

    /** One for each precision; the others are compared with the first. */
    List<ModelSeries> models() {
        return measurement.models();
    }

    double sentencesPerSecond(ModelSeries model) {
        return wordpiecesPerSecond(model) / measurement.meanWordpieces();
    }

    double wordpiecesPerSecond(ModelSeries model) {
        return model.forward().median(Turn::wordpiecesPerSecond);
    }

    /** GFLOP in a unit of what is compared. */
    double gflop(ModelSeries model) {
        return gflop(model.forward(), this::flop);
    }

    /** Of the fastest linear layer. */
    double peakGflop(ModelSeries model) {
        return gflop(peak(model), this::flop);
    }

    double shareOfPeak(ModelSeries model) {
        return model.forward().over(peak(model), this::flop);
    }

    double overFirst(ModelSeries model) {
        return model.forward().over(models().get(0).forward(), this::wordpieces);
    }

    double overPadded() {
        return models().get(0).forward().over(measurement.padded(), this::wordpieces);
    }

    Stages stages(ModelSeries model) {
        return new Stages(
                milliseconds(measurement.stages().tokenise()),
                milliseconds(measurement.stages().encode()),
                milliseconds(model.forward()),
                milliseconds(measurement.stages().decode()));
    }

    /** Null where there is no peer. */
    @Nullable
    Series peer() {
        return measurement.peer();
    }

    double sentencesPerCpuSecond(Series series) {
        return series.median(Turn::wordpiecesPerCpuSecond) / measurement.meanWordpieces();
    }

    double peerMatrixGflop() {
        return measurement.peerMatrixGflop();
    }

    /** Of the speed of this machine's matrix products, in the first precision and by CPU time, what the peer's reach. */
    double peerShareOfMachine() {
        return peerMatrixGflop() / gflop(models().get(0).peak(Turn::flopPerCpuSecond), Turn::flopPerCpuSecond);
    }

    /** Whether a ratio would say something of the peer's program, and not only of a library that is not set up for this processor. */
    boolean isPeerFair() {
        return peerShareOfMachine() >= FAIR_SHARE;
    }

    /** CPU of the peer for a sentence over ours, without finding words and verbs. */
    double overPeer(ModelSeries model, Series peer) {
        Stages stages = stages(model);
        double beside = (stages.encode + stages.decode) / stages.forward;
        return model.forward().over(peer, Turn::wordpiecesPerCpuSecond) / (1 + beside);
    }

    boolean onGpu() {
        return !device.equals("cpu");
    }

    /** Of the linear layer that is the fastest by what is compared. */
    Series peak(ModelSeries model) {
        return model.peak(this::flop);
    }

    static double gflop(Series series, ToDoubleFunction<Turn> flop) {
        return series.median(flop) / GIGA;
    }

    private double milliseconds(Series series) {
        return MILLI / sentencesPerCpuSecond(series);
    }

    private double flop(Turn turn) {
        return onGpu() ? turn.flopPerSecond() : turn.flopPerCpuSecond();
    }

    private double wordpieces(Turn turn) {
        return onGpu() ? turn.wordpiecesPerSecond() : turn.wordpiecesPerCpuSecond();
    }
}
