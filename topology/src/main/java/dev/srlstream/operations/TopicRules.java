package dev.srlstream.operations;

import dev.srlstream.config.SettingKeys;
import dev.srlstream.config.Settings;
import dev.srlstream.log.LogEvent;
import dev.srlstream.log.service.TopicEvents.CompactedOutput;
import dev.srlstream.log.service.TopicEvents.NarrowTimestamps;
import dev.srlstream.log.service.TopicEvents.ShortRetention;
import dev.srlstream.stream.SentenceTopology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * What the configurations of topics must allow: a record that brokers refuse would stop the stream at the same sentence again and
 * again, and what they delete of the changelog is lost. What brokers do not tell is believed to be in order.
 */
final class TopicRules {
    /** What the brokers count besides key, value and headers: the head of the batch and of the record. */
    private static final int FRAMING = 1_024;

    private static final String PENDING = "what is pending";

    private final Settings settings;
    private final Map<String, Config> known;
    private final String changelog;

    /** @param known configurations by topic */
    TopicRules(Settings settings, Map<String, Config> known) {
        this.settings = settings;
        this.known = known;
        this.changelog = SentenceTopology.changelogTopic(settings);
    }

    /** The least {@code max.message.bytes} of a topic that is written to. */
    static long leastBytes(Settings settings) {
        return (long) settings.recordMaxBytes() + FRAMING;
    }

    /** What cannot go well: a sentence each, with both settings and the remedy. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        size(SettingKeys.TOPIC_FRAMES, settings.framesTopic(), problems);
        size(SettingKeys.TOPIC_REJECTIONS, settings.rejectionsTopic(), problems);
        size(PENDING, changelog, problems);
        if (hasPolicy(changelog, TopicConfig.CLEANUP_POLICY_DELETE)) {
            problems.add(
                    "Topic %s (%s) has %s=%s, with which brokers delete sentences before they are labelled: change it with kafka-configs --bootstrap-server %s --alter --entity-type topics --entity-name %s --add-config %s=%s."
                            .formatted(
                                    changelog,
                                    PENDING,
                                    TopicConfig.CLEANUP_POLICY_CONFIG,
                                    value(changelog, TopicConfig.CLEANUP_POLICY_CONFIG),
                                    settings.bootstrapServers(),
                                    changelog,
                                    TopicConfig.CLEANUP_POLICY_CONFIG,
                                    TopicConfig.CLEANUP_POLICY_COMPACT));
        }
        return problems;
    }

    /** What goes well as long as no sentence comes that is refused: an event for each sort. */
    List<LogEvent> warnings() {
        List<LogEvent> warnings = new ArrayList<>();
        List<String> compacted = outputs().stream()
                .filter(topic -> hasPolicy(topic, TopicConfig.CLEANUP_POLICY_COMPACT))
                .toList();
        if (!compacted.isEmpty()) {
            warnings.add(
                    new CompactedOutput(
                            String.join(",", compacted),
                            "brokers refuse there what has no key, so a sentence without one is rejected, and they keep the last outcome of each key alone; set the topics' cleanup.policy=delete"));
        }
        List<String> narrow = new ArrayList<>();
        outputs().forEach(topic -> timestamps(topic, narrow));
        timestamps(changelog, narrow);
        if (!narrow.isEmpty()) {
            warnings.add(new NarrowTimestamps(
                    String.join(", ", narrow),
                    "topic %s takes and keeps sentences with timestamps that brokers refuse there, and such a sentence is rejected; raise the limits"
                            .formatted(settings.sentencesTopic())));
        }
        List<String> brief = new ArrayList<>();
        outputs().forEach(topic -> retention(topic, brief));
        if (!brief.isEmpty()) {
            warnings.add(new ShortRetention(
                    String.join(", ", brief),
                    "brokers may delete outcomes whose sentences topic %s still keeps: retention.ms counts from the timestamp of the sentence, so the outcome of an old sentence is deleted minutes after it was written; give these topics at least the retention of the sentences, or, against retention.ms, message.timestamp.type=LogAppendTime"
                            .formatted(settings.sentencesTopic())));
        }
        return warnings;
    }

    /** Outcomes have the timestamps of their sentences, unless the brokers stamp them anew. */
    private void retention(String topic, List<String> brief) {
        String sentences = settings.sentencesTopic();
        if (!known.containsKey(sentences) || !hasPolicy(topic, TopicConfig.CLEANUP_POLICY_DELETE)) {
            return;
        }
        if (isCreateTime(topic)) {
            shorter(topic, TopicConfig.RETENTION_MS_CONFIG, kept(sentences, TopicConfig.RETENTION_MS_CONFIG), brief);
        }
        shorter(topic, TopicConfig.RETENTION_BYTES_CONFIG, kept(sentences, TopicConfig.RETENTION_BYTES_CONFIG), brief);
    }

    private void shorter(String topic, String limit, long sentences, List<String> brief) {
        long outcomes = kept(topic, limit);
        if (outcomes < sentences) {
            brief.add("%s %s=%d below %s"
                    .formatted(topic, limit, outcomes, sentences == Long.MAX_VALUE ? "unlimited" : sentences));
        }
    }

    private List<String> outputs() {
        return List.of(settings.framesTopic(), settings.rejectionsTopic());
    }

    private void size(String role, String topic, List<String> problems) {
        long needed = leastBytes(settings);
        long limit = number(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG).orElse(Long.MAX_VALUE);
        if (limit < needed) {
            problems.add(
                    "Topic %s (%s) takes records of at most %d bytes, but record.max.bytes is %d: raise the topic's max.message.bytes to at least %d, or lower record.max.bytes to at most %d."
                            .formatted(topic, role, limit, settings.recordMaxBytes(), needed, limit - FRAMING));
        }
    }

    /** Outcomes and what is pending have the timestamps of their sentences. */
    private void timestamps(String topic, List<String> narrow) {
        if (!isCreateTime(topic)) {
            return;
        }
        String sentences = settings.sentencesTopic();
        if (isCreateTime(sentences)) {
            number(sentences, TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG)
                    .ifPresent(taken -> below(topic, TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, taken, narrow));
        }
        if (known.containsKey(sentences)) {
            below(
                    topic,
                    TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
                    kept(sentences, TopicConfig.RETENTION_MS_CONFIG),
                    narrow);
        }
    }

    private void below(String topic, String limit, long needed, List<String> narrow) {
        number(topic, limit).ifPresent(most -> {
            if (most < needed) {
                narrow.add("%s %s=%d below %d".formatted(topic, limit, most, needed));
            }
        });
    }

    /** How old a record, in milliseconds, or how large a partition, in bytes, becomes before the brokers delete. */
    private long kept(String topic, String limit) {
        long retention = number(topic, limit).orElse(-1);
        return retention < 0 || !hasPolicy(topic, TopicConfig.CLEANUP_POLICY_DELETE) ? Long.MAX_VALUE : retention;
    }

    private boolean isCreateTime(String topic) {
        return "CreateTime".equals(value(topic, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG));
    }

    private boolean hasPolicy(String topic, String policy) {
        String policies = value(topic, TopicConfig.CLEANUP_POLICY_CONFIG);
        return policies != null && Arrays.asList(policies.split(",")).contains(policy);
    }

    private OptionalLong number(String topic, String name) {
        String value = value(topic, name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value));
    }

    /** Null where it is not known; older brokers do not have every one. */
    private @Nullable String value(String topic, String name) {
        Config config = known.get(topic);
        ConfigEntry entry = config == null ? null : config.get(name);
        return entry == null ? null : entry.value();
    }
}
