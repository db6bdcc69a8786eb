package dev.srlstream.operations;

import dev.srlstream.config.Settings;
import dev.srlstream.diagnosis.Causes;
import dev.srlstream.stream.ChangelogTopic;
import dev.srlstream.stream.SentenceTopology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the brokers, without creating anything, whether they would create the changelog as Kafka Streams is going to ask for it. Managed
 * brokers refuse some settings of topics, and policies may forbid clients to create any.
 */
final class ChangelogTrial {
    /** Of Kafka Streams, for the topics that it creates. */
    private static final String REPLICATION_FACTOR = "replication.factor";

    private final Settings settings;
    private final Admin admin;
    private final Duration patience;
    private final String topic;
    private final int partitions;

    /**
     * @param admin stays the caller's
     * @param partitions those of the topic of sentences
     */
    ChangelogTrial(Settings settings, Admin admin, Duration patience, int partitions) {
        this.settings = settings;
        this.admin = admin;
        this.patience = patience;
        this.topic = SentenceTopology.changelogTopic(settings);
        this.partitions = partitions;
    }

    /**
     * @throws StartupException when they would refuse, with the settings and the command that creates the topic by hand
     * @throws ExecutionException when they do not tell, with their reason
     */
    void require() throws StartupException, ExecutionException, TimeoutException, InterruptedException {
        Map<String, String> wanted = ChangelogTopic.creation(settings);
        ApiException refusal = refusal(wanted);
        if (refusal == null) {
            return;
        }
        String reason = Causes.inOneLine(refusal).replaceFirst("\\.$", "");
        if (refusal instanceof InvalidReplicationFactorException) {
            throw new StartupException(
                    ExitCode.FAILURE,
                    "The brokers at %s cannot create the changelog topic %s (%s): set kafka.%s to a number of replicas that they can keep."
                            .formatted(settings.bootstrapServers(), topic, reason, REPLICATION_FACTOR),
                    refusal);
        }
        Map<String, String> accepted = accepted(wanted);
        List<String> refused = wanted.entrySet().stream()
                .filter(setting -> !setting.getValue().equals(accepted.get(setting.getKey())))
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
        boolean none = accepted.isEmpty();
        throw new StartupException(
                ExitCode.FAILURE,
                "The brokers at %s refuse to create the changelog topic %s%s (%s): create it by hand%s, with %s, and start again."
                        .formatted(
                                settings.bootstrapServers(),
                                topic,
                                none ? "" : " with " + String.join(" ", refused),
                                reason,
                                none ? ", as a user who may" : "",
                                command(none ? wanted : accepted)),
                refusal);
    }

    /** As many of the settings as the brokers accept together, some with another value; none where they accept no topic at all. */
    private Map<String, String> accepted(Map<String, String> wanted)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<String, String> accepted = new LinkedHashMap<>();
        Map<String, String> rest = new TreeMap<>(wanted);
        for (String needed : List.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.MAX_MESSAGE_BYTES_CONFIG)) {
            accepted.put(needed, rest.remove(needed));
        }
        if (refusal(accepted) != null) {
            accepted.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Long.toString(TopicRules.leastBytes(settings)));
            if (refusal(accepted) != null) {
                return Map.of();
            }
        }
        for (Map.Entry<String, String> setting : rest.entrySet()) {
            List<String> values = new ArrayList<>(List.of(setting.getValue()));
            values.addAll(ChangelogTopic.substitutes(setting.getKey()));
            for (String value : values) {
                Map<String, String> more = new LinkedHashMap<>(accepted);
                more.put(setting.getKey(), value);
                if (refusal(more) == null) {
                    accepted.put(setting.getKey(), value);
                    break;
                }
            }
        }
        return accepted;
    }

    /** Null where the brokers would create the topic. */
    private @Nullable ApiException refusal(Map<String, String> configs)
            throws ExecutionException, TimeoutException, InterruptedException {
        NewTopic asked = new NewTopic(topic, partitions, replicationFactor()).configs(configs);
        try {
            admin.createTopics(List.of(asked), new CreateTopicsOptions().validateOnly(true))
                    .all()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                throw e; // It is an InvalidConfigurationException to newer clients, but tells of a right.
            }
            if (e.getCause() instanceof PolicyViolationException
                    || e.getCause() instanceof InvalidConfigurationException
                    || e.getCause() instanceof InvalidReplicationFactorException) {
                return (ApiException) e.getCause();
            }
            throw e;
        }
    }

    /** -1 where the brokers decide. A value that is no number is told of before. */
    private short replicationFactor() {
        Object given = settings.kafkaProperties().get(REPLICATION_FACTOR);
        return given == null ? -1 : Short.parseShort(given.toString().strip());
    }

    private String command(Map<String, String> configs) {
        return "kafka-topics --bootstrap-server %s --create --topic %s --partitions %d%s %s"
                .formatted(
                        settings.bootstrapServers(),
                        topic,
                        partitions,
                        replicationFactor() < 0 ? "" : " --replication-factor " + replicationFactor(),
                        configs.entrySet().stream()
                                .map(setting -> "--config " + setting.getKey() + "=" + setting.getValue())
                                .collect(Collectors.joining(" ")));
    }
}
