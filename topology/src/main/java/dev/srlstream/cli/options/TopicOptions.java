package dev.srlstream.cli.options;

import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.Settings;
import dev.srlstream.operations.ExitCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What to read of a topic, and how to show it. */
public final class TopicOptions {
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

    public Settings load(Map<String, String> environment) throws ConfigurationException {
        if (max < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--max is " + max + "; name at least one record.");
        }
        return kafka.load(environment, Map.of());
    }

    /** @param configured the topic that is meant unless a flag names another */
    public String topic(String configured) {
        return topic == null ? configured : topic;
    }

    public boolean json() {
        return json;
    }

    public boolean follow() {
        return follow;
    }

    public long max() {
        return max;
    }
}
