package dev.srlstream.warmup;

import java.util.Locale;

/** The stages of a warm-up, in order. */
enum Stage {
    /** Hashes the checkpoint and, where nothing is cached, unpacks it. */
    READ(0, 0.30),
    RECONCILE(0.30, 0.45),
    /** Starts the native engine; the first start on a machine unpacks it. The first in bf16 or int8 measures recipes. */
    ENGINE(0.45, 0.65),
    WRITE(0.65, 0.80),
    LOAD(0.80, 0.90),
    FIRST_FORWARD(0.90, 1);

    private final double begin;
    private final double end;

    /** How much of the whole warm-up is done when the stage begins and ends: rough shares of one without a cache. */
    Stage(double begin, double end) {
        this.begin = begin;
        this.end = end;
    }

    /** The name under which listeners and reports know it. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    double begin() {
        return begin;
    }

    double end() {
        return end;
    }
}
