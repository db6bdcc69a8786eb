package dev.srlstream.benchmarks.pipeline;

import java.util.Locale;

/** What is measured. */
enum Subject {
    MODEL_ONLY("engine alone"),
    PLAIN_LOOP("plain loop"),
    TOPOLOGY("topology"),
    METERED("topology with meters");

    private final String description;

    Subject(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    /** In names of topics and groups. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
