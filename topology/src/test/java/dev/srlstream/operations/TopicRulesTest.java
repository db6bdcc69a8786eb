package dev.srlstream.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.Settings;
import dev.srlstream.log.LoggedEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicRulesTest {
    private static final String CHANGELOG = "srl-stream-pending-sentences-changelog";

    @Test
    void findsNothingWrongWithKafkasDefaultsNorWithWhatIsNotKnown() throws Exception {
        Map<String, String> defaults = Map.of(
                "max.message.bytes", "1048588",
                "cleanup.policy", "delete",
                "retention.ms", "604800000",
                "message.timestamp.type", "CreateTime",
                "message.timestamp.before.max.ms", "9223372036854775807",
                "message.timestamp.after.max.ms", "3600000");
        Map<String, String> changelog = Map.of("max.message.bytes", "8388608", "cleanup.policy", "compact");

        TopicRules usual =
                rules(Map.of("sentences", defaults, "frames", defaults, "rejections", defaults, CHANGELOG, changelog));
        TopicRules unknown = rules(Map.of());

        assertThat(List.of(usual, unknown)).allSatisfy(rules -> {
            assertThat(rules.problems()).isEmpty();
            assertThat(rules.warnings()).isEmpty();
        });
    }

    @Test
    void refusesEveryTopicThatTakesLessThanMayBeWritten() throws Exception {
        Map<String, String> narrow = Map.of("max.message.bytes", "1000000");

        List<String> problems = rules(Map.of("frames", narrow, "rejections", narrow, CHANGELOG, narrow))
                .problems();

        assertThat(problems)
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem)
                        .contains("record.max.bytes is 1000000", "max.message.bytes to at least 1001024"))
                .anySatisfy(problem -> assertThat(problem).contains("frames (topic.frames)"))
                .anySatisfy(problem -> assertThat(problem).contains(CHANGELOG + " (what is pending)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "compact,delete"})
    void refusesAChangelogThatForgets(String policy) throws Exception {
        List<String> problems =
                rules(Map.of(CHANGELOG, Map.of("cleanup.policy", policy))).problems();

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains(
                        CHANGELOG + " (what is pending) has cleanup.policy=" + policy,
                        "--entity-name " + CHANGELOG + " --add-config cleanup.policy=compact."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"compact", "compact,delete"})
    void warnsOfOutputsThatTakeNothingWithoutAKey(String policy) throws Exception {
        Map<String, String> compacted = Map.of("cleanup.policy", policy);

        TopicRules rules = rules(Map.of("frames", compacted, "rejections", compacted, "sentences", compacted));

        assertThat(rules.problems()).isEmpty();
        assertThat(warnings(rules)).singleElement().satisfies(warning -> assertThat(warning)
                .startsWith("event=compacted-output topics=frames,rejections advice="));
    }

    @ParameterizedTest
    @CsvSource({
        "CreateTime,    7200000, CreateTime,    3600000, true",
        "CreateTime,    3600000, CreateTime,    3600000, false",
        "LogAppendTime, 7200000, CreateTime,    3600000, false",
        "CreateTime,    7200000, LogAppendTime, 3600000, false",
    })
    void warnsOfOutputsThatTakeLessOfTheFutureThanSentences(
            String sentencesType, String sentencesLimit, String type, String limit, boolean warns) throws Exception {
        TopicRules rules = rules(Map.of(
                "sentences",
                Map.of("message.timestamp.type", sentencesType, "message.timestamp.after.max.ms", sentencesLimit),
                "rejections",
                Map.of("message.timestamp.type", type, "message.timestamp.after.max.ms", limit)));

        assertThat(String.join("", warnings(rules)).startsWith("event=narrow-timestamps"))
                .isEqualTo(warns);
        assertThat(String.join("", warnings(rules))
                        .contains("rejections message.timestamp.after.max.ms=3600000 below 7200000"))
                .isEqualTo(warns);
    }

    @ParameterizedTest
    @CsvSource({
        "delete,  86400000, 86400000, false",
        "delete,  86400001, 86400000, true",
        "delete,        -1, 86400000, true",
        "compact, 86400000, 86400000, true",
    })
    void warnsOfTopicsThatTakeNoSentenceAsOldAsItMayBecome(String policy, String kept, String limit, boolean warns)
            throws Exception {
        TopicRules rules = rules(Map.of(
                "sentences",
                Map.of("cleanup.policy", policy, "retention.ms", kept),
                CHANGELOG,
                Map.of("message.timestamp.type", "CreateTime", "message.timestamp.before.max.ms", limit)));

        assertThat(String.join("", warnings(rules))
                        .contains(CHANGELOG + " message.timestamp.before.max.ms=86400000 below "))
                .isEqualTo(warns);
    }

    @ParameterizedTest
    @CsvSource({
        // sentences: policy, retention.ms, retention.bytes; frames: policy, type, retention.ms, retention.bytes; what
        // is told
        "delete,         2592000000, -1, delete,         CreateTime,     604800000, -1,  retention.ms=604800000 below 2592000000",
        "delete,                 -1, -1, delete,         CreateTime,     604800000, -1,  retention.ms=604800000 below unlimited",
        "compact,         604800000, -1, delete,         CreateTime,     604800000, -1,  retention.ms=604800000 below unlimited",
        "delete,         2592000000, -1, 'compact,delete', CreateTime,   604800000, -1,  retention.ms=604800000 below 2592000000",
        "delete,         2592000000, -1, delete,         LogAppendTime,  604800000, -1,",
        "delete,         2592000000, -1, compact,        CreateTime,     604800000, -1,",
        "delete,          604800000, -1, delete,         CreateTime,     604800000, -1,",
        "delete,          604800000, -1, delete,         CreateTime,            -1, -1,",
        "delete,          604800000, -1, delete,         LogAppendTime,  604800000, 100, retention.bytes=100 below unlimited",
        "delete,          604800000, 99, delete,         CreateTime,     604800000, 100,",
    })
    void warnsOfOutputsThatKeepLessThanSentences(
            String sentencesPolicy,
            String sentencesTime,
            String sentencesBytes,
            String policy,
            String type,
            String time,
            String bytes,
            @Nullable String told)
            throws Exception {
        Map<String, String> sentences = Map.of(
                "cleanup.policy", sentencesPolicy, "retention.ms", sentencesTime, "retention.bytes", sentencesBytes);
        Map<String, String> frames = Map.of(
                "cleanup.policy",
                policy,
                "message.timestamp.type",
                type,
                "retention.ms",
                time,
                "retention.bytes",
                bytes);

        String warnings = String.join("", warnings(rules(Map.of("sentences", sentences, "frames", frames))));

        if (told == null) {
            assertThat(warnings).doesNotContain("event=short-retention");
        } else {
            assertThat(warnings).contains("event=short-retention limits=\"frames " + told + "\" advice=");
        }
        assertThat(String.join("", warnings(rules(Map.of("frames", frames))))).doesNotContain("event=short-retention");
    }

    private static List<String> warnings(TopicRules rules) {
        return rules.warnings().stream()
                .map(warning -> LoggedEvent.of(warning).toString())
                .toList();
    }

    private static TopicRules rules(Map<String, Map<String, String>> known) throws ConfigurationException {
        return new TopicRules(
                Settings.load(null, Map.of(), Map.of()),
                known.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                topic -> new Config(topic.getValue().entrySet().stream()
                                        .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
                                        .toList()))));
    }
}
