package dev.srlstream.operations;

import dev.srlstream.config.Settings;
import dev.srlstream.diagnosis.Causes;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.service.TopicEvents.TopicLimitUnknown;
import dev.srlstream.stream.SentenceTopology;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the brokers how the topics are configured, and holds that against what is written to them ({@link TopicRules}). */
final class TopicLimits {
    private static final EventLog LOG = EventLog.of(TopicLimits.class);

    private final Settings settings;

    TopicLimits(Settings settings) {
        this.settings = settings;
    }

    /** @throws StartupException with all that is surely wrong, each with the remedy; what only may be is logged */
    void require(Admin admin, Duration patience) throws StartupException, InterruptedException {
        TopicRules rules = new TopicRules(settings, look(admin, patience));
        List<String> problems = rules.problems();
        if (!problems.isEmpty()) {
            throw new StartupException(ExitCode.FAILURE, String.join(" ", problems));
        }
        rules.warnings().forEach(LOG::log);
    }

    /** By topic; without those that the brokers do not tell of. */
    private Map<String, Config> look(Admin admin, Duration patience) throws InterruptedException {
        List<ConfigResource> resources = List.of(
                topic(settings.framesTopic()),
                topic(settings.rejectionsTopic()),
                topic(settings.sentencesTopic()),
                topic(SentenceTopology.changelogTopic(settings)));
        Map<ConfigResource, KafkaFuture<Config>> answers =
                admin.describeConfigs(resources).values();
        Map<String, Config> known = new LinkedHashMap<>();
        Map<String, String> unknown = new LinkedHashMap<>();
        for (ConfigResource resource : resources) {
            try {
                known.put(
                        resource.name(),
                        Objects.requireNonNull(answers.get(resource)).get(patience.toMillis(), TimeUnit.MILLISECONDS));
            } catch (ExecutionException | TimeoutException e) {
                // The changelog may not be there yet, and the service can do without the right to look at topics.
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    unknown.put(resource.name(), Causes.inOneLine(e));
                }
            }
        }
        if (!unknown.isEmpty()) {
            LOG.log(new TopicLimitUnknown(
                    String.join(",", unknown.keySet()),
                    unknown.values().iterator().next()));
        }
        return known;
    }

    private static ConfigResource topic(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }
}
