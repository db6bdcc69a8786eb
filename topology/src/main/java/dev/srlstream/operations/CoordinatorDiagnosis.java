package dev.srlstream.operations;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Finds out why a coordinator does not answer, from what the brokers tell of its topic and their settings. */
final class CoordinatorDiagnosis {
    private static final long PATIENCE_SECONDS = 10;

    private final Admin admin;
    private final Coordinator coordinator;

    /** @param admin stays the caller's */
    CoordinatorDiagnosis(Admin admin, Coordinator coordinator) {
        this.admin = admin;
        this.coordinator = coordinator;
    }

    /**
     * The reason and the cure, as parts of a sentence.
     *
     * @param silence what the client said
     */
    String reason(String silence) throws InterruptedException {
        try {
            List<Node> brokers = List.copyOf(ask(admin.describeCluster().nodes()));
            TopicDescription topic;
            try {
                topic = ask(admin.describeTopics(List.of(coordinator.topic()))
                        .topicNameValues()
                        .get(coordinator.topic()));
            } catch (ExecutionException e) {
                if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                    return absent(brokers);
                }
                throw e;
            }
            for (TopicPartitionInfo partition : topic.partitions()) {
                String ill = illness(partition, brokers);
                if (!ill.isEmpty()) {
                    return ill;
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            // The right to look at such topics is not needed otherwise. Then only what is usual can be told.
        }
        return "they did not answer in time (%s), and their logs say why; usually %s or %s is above the number of brokers"
                .formatted(silence.replaceFirst("\\.$", ""), coordinator.replicationFactor(), coordinator.minInSync());
    }

    private String absent(List<Node> brokers) throws InterruptedException {
        OptionalInt factor = ofBroker(brokers, coordinator.replicationFactor());
        String cure =
                "set %s to at most %d, and %s no higher, in the configuration of the brokers and start them again, or add brokers"
                        .formatted(coordinator.replicationFactor(), brokers.size(), coordinator.minInSync());
        if (factor.isPresent() && factor.getAsInt() > brokers.size()) {
            return "their %s is %d, but there %s, so that they cannot create the topic %s; %s"
                    .formatted(
                            coordinator.replicationFactor(),
                            factor.getAsInt(),
                            brokers.size() == 1 ? "is 1 broker" : "are " + brokers.size() + " brokers",
                            coordinator.topic(),
                            cure);
        }
        return "they have not created the topic %s, and their logs say why; if %s is above the number of brokers (%d), %s"
                .formatted(coordinator.topic(), coordinator.replicationFactor(), brokers.size(), cure);
    }

    /** What keeps a partition from taking records; empty where nothing does. */
    private String illness(TopicPartitionInfo partition, List<Node> brokers) throws InterruptedException {
        String name = "partition %d of the topic %s".formatted(partition.partition(), coordinator.topic());
        if (partition.leader() == null || partition.leader().isEmpty()) {
            return "%s has no leader; start the brokers that hold it (%s)".formatted(name, ids(partition.replicas()));
        }
        OptionalInt needed = number(
                new ConfigResource(ConfigResource.Type.TOPIC, coordinator.topic()),
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
        if (needed.isEmpty()) {
            needed = ofBroker(brokers, coordinator.minInSync());
        }
        if (needed.isEmpty() || partition.isr().size() >= needed.getAsInt()) {
            return "";
        }
        String cure = partition.replicas().size() < needed.getAsInt()
                ? "lower the topic's min.insync.replicas to at most "
                        + partition.replicas().size()
                : "start the brokers that hold it (" + ids(partition.replicas()) + ")";
        return "%s has %d of %d replicas in sync, fewer than the topic's min.insync.replicas=%d; %s"
                .formatted(name, partition.isr().size(), partition.replicas().size(), needed.getAsInt(), cure);
    }

    private OptionalInt ofBroker(List<Node> brokers, String setting) throws InterruptedException {
        return brokers.isEmpty()
                ? OptionalInt.empty()
                : number(
                        new ConfigResource(
                                ConfigResource.Type.BROKER, brokers.get(0).idString()),
                        setting);
    }

    /** Nothing where the brokers do not tell. */
    private OptionalInt number(ConfigResource resource, String setting) throws InterruptedException {
        try {
            ConfigEntry entry = Objects.requireNonNull(
                            ask(admin.describeConfigs(List.of(resource)).all()).get(resource))
                    .get(setting);
            return entry == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(entry.value()));
        } catch (ExecutionException | TimeoutException e) {
            return OptionalInt.empty();
        }
    }

    private static <T> T ask(@Nullable KafkaFuture<T> answer)
            throws ExecutionException, TimeoutException, InterruptedException {
        return Objects.requireNonNull(answer).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static String ids(List<Node> brokers) {
        return "broker.id "
                + String.join(", ", brokers.stream().map(Node::idString).toList());
    }
}
