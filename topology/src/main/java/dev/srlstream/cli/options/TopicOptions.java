package dev.srlstream.cli.options;

import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.Settings;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.topics.Selection;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What to read of a topic, and how to show it. */
public final class TopicOptions {
    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Read another topic than the configured one.")
    private @Nullable String topic;

    @Mixin
    private final RangeOptions range = new RangeOptions();

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Option(names = "--json", description = "One JSON object per line.")
    private boolean json;

    @Option(
            names = "--metadata",
            description =
                    "Print partition, offset, timestamp, key and headers as well: a line before each record, or with --json an object that has the record as its member value.")
    private boolean metadata;

    @Option(names = "--follow", description = "Wait for more at the end, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--max", paramLabel = "N", description = "Stop after so many printed records.")
    private long max = Long.MAX_VALUE;

    public Settings load(Map<String, String> environment) throws ConfigurationException {
        if (max < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--max is " + max + "; name at least one record.");
        }
        range.check();
        return kafka.load(environment, Map.of());
    }

    /**
     * What is read.
     *
     * @param configured the topic that is meant unless a flag names another
     */
    public Selection selection(String configured) {
        return selection(configured, entry -> true);
    }

    /** @param counted which records are records of the topic's kind */
    public Selection selection(String configured, Predicate<ConsumerRecord<byte[], byte[]>> counted) {
        return range.selection(topic == null ? configured : topic, counted);
    }

    public FilterOptions filter() {
        return filter;
    }

    public boolean json() {
        return json;
    }

    public boolean metadata() {
        return metadata;
    }

    public boolean follow() {
        return follow;
    }

    public long max() {
        return max;
    }
}
