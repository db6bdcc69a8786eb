package dev.srlstream.benchmarks.model;

import dev.srlstream.benchmarks.measure.Cost;

/** What was done in a turn, and what it took. */
record Turn(Amount amount, Cost cost) {
    double wordpiecesPerSecond() {
        return amount.wordpieces() / cost.wall();
    }

    double wordpiecesPerCpuSecond() {
        return amount.wordpieces() / cost.cpu();
    }

    double flopPerSecond() {
        return amount.flop() / cost.wall();
    }

    double flopPerCpuSecond() {
        return amount.flop() / cost.cpu();
    }
}
