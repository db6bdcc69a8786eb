package dev.srlstream.operations;

import dev.srlstream.config.Settings;
import dev.srlstream.diagnosis.Causes;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.service.TopicEvents.ReplicasUnknown;
import dev.srlstream.log.service.TopicEvents.SingleReplica;
import dev.srlstream.stream.SentenceTopology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;

/**
 * Warns of topics that a single broker keeps. When it is killed, brokers of some versions forget the ends of transactions
 * (docs/reliability.md), which no client can make good.
 */
final class Replicas {
    private static final EventLog LOG = EventLog.of(Replicas.class);

    /** Of Kafka Streams, for the topics that it creates. An operator who sets it to 1 has one broker, and knows it. */
    private static final String REPLICATION_FACTOR = "replication.factor";

    private final Settings settings;

    Replicas(Settings settings) {
        this.settings = settings;
    }

    void warnOfSingleOnes(Admin admin, Duration patience) throws InterruptedException {
        if ("1".equals(settings.kafkaProperties().get(REPLICATION_FACTOR))) {
            return;
        }
        TreeSet<String> single = new TreeSet<>();
        Map<String, KafkaFuture<TopicDescription>> described = admin.describeTopics(List.of(
                        settings.framesTopic(), settings.rejectionsTopic(), SentenceTopology.changelogTopic(settings)))
                .topicNameValues();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> topic : described.entrySet()) {
            try {
                TopicDescription found = topic.getValue().get(patience.toMillis(), TimeUnit.MILLISECONDS);
                if (found.partitions().stream()
                        .anyMatch(partition -> partition.replicas().size() == 1)) {
                    single.add(topic.getKey());
                }
            } catch (ExecutionException | TimeoutException e) {
                // The changelog may have to be created yet; the others have been looked at before.
                LOG.log(new ReplicasUnknown(topic.getKey(), Causes.inOneLine(e)));
            }
        }
        if (!single.isEmpty()) {
            LOG.log(new SingleReplica(
                    String.join(",", single),
                    "a broker that is killed can cost exactly-once; give the topics three replicas and min.insync.replicas=2, or say with kafka."
                            + REPLICATION_FACTOR + "=1 that there is one broker"));
        }
    }
}
