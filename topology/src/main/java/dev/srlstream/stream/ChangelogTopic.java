package dev.srlstream.stream;

import dev.srlstream.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Settings of the changelog topic of pending sentences, with which Kafka Streams creates it. A restart reads the topic from its
 * beginning, so it must stay small however many sentences have passed; with Kafka's defaults a partition would grow to 1 GiB before
 * anything is compacted. Kafka Streams never alters a topic that exists.
 */
public final class ChangelogTopic {
    /** The segment that is written to is never compacted. Brokers refuse a record that is larger than a segment. */
    private static final int SEGMENT_BYTES = StreamsProperties.MAX_RECORD_BYTES;

    /**
     * Most records are tombstones, which take 13 bytes compressed, so segments are closed by time before they are full: what a restart
     * reads at the least are the changes of a minute.
     */
    private static final Duration SEGMENT_TIME = Duration.ofMinutes(1);

    /** Compact what a segment brings at once: what is left of it is what is pending, so the work is small. */
    private static final double DIRTY_RATIO = 0.1;

    /** Where so little arrives that the ratio is not reached: labelled sentences shall not stay for days. */
    private static final Duration LONGEST_UNCOMPACTED = Duration.ofHours(1);

    /**
     * How long tombstones and the markers of transactions (one each commit) outlive compaction; Kafka's default of a day would keep
     * 864,000 markers. A reader of the topic, such as a standby, must not fall behind further than this.
     */
    private static final Duration TOMBSTONES = Duration.ofHours(1);

    /**
     * What is pending is written with the timestamp of its sentence, by default. Brokers could refuse one that is far from their own
     * time, and segments would not be closed by time while sentences are old.
     */
    private static final String TIMESTAMPS = "LogAppendTime";

    /** Of Kafka Streams: what follows is a setting of the topics that it creates. */
    private static final String TOPIC_PREFIX = "topic.";

    /**
     * What else may be asked of brokers that refuse a setting, the best first: the least that managed brokers are known to take. A restart
     * then reads more.
     */
    private static final Map<String, List<String>> SUBSTITUTES = Map.of(
            TopicConfig.SEGMENT_BYTES_CONFIG, List.of("52428800", "104857600"),
            TopicConfig.SEGMENT_MS_CONFIG, List.of("600000", "14400000"),
            TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, List.of("21600000", "604800000"));

    private ChangelogTopic() {}

    /** All settings with which Kafka Streams will create the topic, by name, those behind {@code kafka.topic.} included. */
    public static Map<String, String> creation(Settings settings) {
        Map<String, String> creation = new TreeMap<>();
        settings.kafkaProperties().forEach((key, value) -> {
            if (key.startsWith(TOPIC_PREFIX)) {
                creation.put(key.substring(TOPIC_PREFIX.length()), value.toString());
            }
        });
        creation.putAll(settings());
        return creation;
    }

    /** Values to try where brokers refuse that of {@link #creation}, the best first; most settings have none. */
    public static List<String> substitutes(String setting) {
        return SUBSTITUTES.getOrDefault(setting, List.of());
    }

    static Map<String, String> settings() {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TIMESTAMPS,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(StreamsProperties.MAX_RECORD_BYTES),
                TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(SEGMENT_BYTES),
                TopicConfig.SEGMENT_MS_CONFIG, Long.toString(SEGMENT_TIME.toMillis()),
                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, Double.toString(DIRTY_RATIO),
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, Long.toString(LONGEST_UNCOMPACTED.toMillis()),
                TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(TOMBSTONES.toMillis()));
    }
}
