package dev.srlstream.cli;

import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.Settings;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What to read of a topic, and how to show it. */
final class TopicOptions {
    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Read another topic than the configured one.")
    private @Nullable String topic;

    @Option(names = "--json", description = "One JSON object per line.")
    private boolean json;

    @Option(names = "--follow", description = "Wait for more at the end, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--max", paramLabel = "N", description = "Stop after so many records.")
    private long max = Long.MAX_VALUE;

    /** @param key the setting that names the topic */
    Settings load(Map<String, String> environment, String key) throws ConfigurationException {
        return kafka.load(environment, topic == null ? Map.of() : Map.of(key, topic));
    }

    boolean json() {
        return json;
    }

    boolean follow() {
        return follow;
    }

    long max() {
        return max;
    }
}
