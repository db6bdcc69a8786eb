package dev.srlstream.operations;

import dev.srlstream.config.SettingKeys;
import dev.srlstream.config.Settings;
import dev.srlstream.diagnosis.BrokerRefusal;
import dev.srlstream.diagnosis.Causes;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.service.ServiceEvents.RightUnknown;
import dev.srlstream.stream.SentenceTopology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the topics are there and the brokers let the service do what it has to: asked before a model is loaded, because Kafka Streams
 * would find out in mid-work. Brokers that cannot tell are believed to agree.
 */
final class AccessRights {
    private static final EventLog LOG = EventLog.of(AccessRights.class);

    private final Settings settings;
    private final Admin admin;
    private final Duration patience;
    private final List<String> absent = new ArrayList<>();
    private final List<String> lacking = new ArrayList<>();
    private int partitions = 1;

    /** @param admin stays the caller's */
    AccessRights(Settings settings, Admin admin, Duration patience) {
        this.settings = settings;
        this.admin = admin;
        this.patience = patience;
    }

    /**
     * Asks for everything.
     *
     * @throws StartupException with every topic that is absent, or why the changelog cannot be created, or else every right that is not
     *     granted
     * @throws ExecutionException when the brokers do not answer at all
     */
    void require() throws StartupException, ExecutionException, TimeoutException, InterruptedException {
        String application = settings.applicationId();
        var transactions =
                admin.describeTransactions(List.of(application + "-rights")).all();
        var group = admin.describeConsumerGroups(
                        List.of(application), new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                .all();
        topic(settings.sentencesTopic(), SettingKeys.TOPIC_SENTENCES, AclOperation.READ);
        topic(settings.framesTopic(), SettingKeys.TOPIC_FRAMES, AclOperation.WRITE);
        topic(settings.rejectionsTopic(), SettingKeys.TOPIC_REJECTIONS, AclOperation.WRITE);
        topic(settings.diagnosticsTopic(), SettingKeys.TOPIC_DIAGNOSTICS, AclOperation.WRITE);
        if (!absent.isEmpty()) {
            throw new StartupException(
                    ExitCode.FAILURE,
                    "The brokers at %s have no topic %s: create it, or correct the setting."
                            .formatted(settings.bootstrapServers(), String.join(", no topic ", absent)));
        }
        changelog(SentenceTopology.changelogTopic(settings));
        Map<String, ConsumerGroupDescription> groups = answer(group, "Read on group " + application);
        if (groups != null) {
            groups.values()
                    .forEach(found -> require(found.authorizedOperations(), AclOperation.READ, "group " + application));
        }
        answer(transactions, "Write on the transactional ids that begin with " + application + "-");
        if (!lacking.isEmpty()) {
            throw new StartupException(
                    ExitCode.FAILURE, BrokerRefusal.lacking(String.join(", ", lacking), settings.bootstrapServers()));
        }
    }

    private void topic(String name, String setting, AclOperation operation)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            TopicDescription found = describe(name);
            require(found.authorizedOperations(), operation, "topic " + name + " (" + setting + ")");
            if (name.equals(settings.sentencesTopic())) {
                partitions = found.partitions().size();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                absent.add(name + " (" + setting + ")");
            } else if (e.getCause() instanceof AuthorizationException) {
                require(Set.of(AclOperation.UNKNOWN), operation, "topic " + name + " (" + setting + ")");
            } else {
                throw e;
            }
        }
    }

    /** Kafka Streams creates it at its first start, unless the operator has. */
    private void changelog(String name)
            throws StartupException, ExecutionException, TimeoutException, InterruptedException {
        Set<AclOperation> granted;
        try {
            granted = describe(name).authorizedOperations();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                creation(name);
                return;
            }
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            granted = Set.of(AclOperation.UNKNOWN);
        }
        require(granted, AclOperation.READ, "topic " + name);
        require(granted, AclOperation.WRITE, "topic " + name);
    }

    private void creation(String name) throws StartupException, InterruptedException {
        String right = "Create on topic " + name;
        try {
            new ChangelogTrial(settings, admin, patience, partitions).require();
        } catch (ExecutionException | TimeoutException e) {
            noAnswer(right, e);
        }
    }

    private TopicDescription describe(String topic) throws ExecutionException, TimeoutException, InterruptedException {
        var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        var found = admin.describeTopics(List.of(topic), options).allTopicNames();
        return Objects.requireNonNull(
                found.get(patience.toMillis(), TimeUnit.MILLISECONDS).get(topic));
    }

    /** @param granted null or empty from brokers that do not tell */
    private void require(@Nullable Set<AclOperation> granted, AclOperation operation, String resource) {
        if (granted != null && !granted.isEmpty() && !granted.contains(operation)) {
            String name = operation.name();
            lacking.add(name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT) + " on " + resource);
        }
    }

    /** The answer; null where there is none. */
    private <T> @Nullable T answer(KafkaFuture<T> asked, String right) throws InterruptedException {
        try {
            return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            noAnswer(right, e);
            return null;
        }
    }

    /** Counts against the service only where the right is the reason. */
    private void noAnswer(String right, Exception e) {
        if (e.getCause() instanceof AuthorizationException) {
            lacking.add(right);
        }
        LOG.log(new RightUnknown(right, Causes.inOneLine(e)));
    }
}
