package dev.srlstream.warmup;

import java.util.Locale;

/** The stages of a warm-up, in order. */
enum Stage {
    /** Hashes the checkpoint and, where nothing is cached, unpacks it. */
    READ(0.30),
    RECONCILE(0.45),
    /** Starts the native engine; the first start on a machine unpacks it. */
    ENGINE(0.65),
    WRITE(0.80),
    LOAD(0.90),
    FIRST_FORWARD(1.0);

    private final double end;

    /** @param end how much of the whole warm-up is done when the stage ends: rough shares of one without a cache */
    Stage(double end) {
        this.end = end;
    }

    /** The name under which listeners and reports know it. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    double begin() {
        return ordinal() == 0 ? 0 : values()[ordinal() - 1].end;
    }

    double end() {
        return end;
    }
}
