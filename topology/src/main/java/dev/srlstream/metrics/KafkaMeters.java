package dev.srlstream.metrics;

import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which of the meters of Kafka's clients, of Kafka Streams and of the Java virtual machine are shown. All of Kafka's are over 3,000
 * series with 32 partitions, which makes a scrape slow and tells nobody anything.
 */
public final class KafkaMeters {
    private static final String KAFKA = "kafka.";

    /** By Micrometer's name, what each says. */
    private static final Map<String, String> SHOWN = Map.ofEntries(
            Map.entry(
                    "kafka.consumer.fetch.manager.records.lag",
                    "Records of a partition that have not been fetched yet. Idle partitions show NaN: write (… >= 0)."),
            Map.entry("kafka.consumer.fetch.manager.records.consumed.total", "Records that were fetched, by topic."),
            Map.entry("kafka.consumer.coordinator.rebalance.total", "Rebalances that this instance took part in."),
            Map.entry("kafka.consumer.coordinator.failed.rebalance.total", "Rebalances that had to be tried again."),
            Map.entry("kafka.consumer.coordinator.last.rebalance.seconds.ago", "Seconds since the last rebalance."),
            Map.entry("kafka.consumer.coordinator.last.heartbeat.seconds.ago", "Seconds since the last sign of life."),
            Map.entry("kafka.consumer.last.poll.seconds.ago", "Seconds since a stream thread asked for records."),
            Map.entry("kafka.consumer.connection.count", "Connections to brokers."),
            Map.entry("kafka.producer.record.error.total", "Records that brokers refused or did not take in time."),
            Map.entry("kafka.producer.record.retry.total", "Records that were sent again."),
            Map.entry("kafka.producer.record.send.total", "Records that were sent, those of the changelog included."),
            Map.entry(
                    "kafka.producer.txn.commit.time.ns.total",
                    "Time spent in committing transactions, in nanoseconds."),
            Map.entry("kafka.producer.txn.abort.time.ns.total", "Time spent in aborting transactions, in nanoseconds."),
            Map.entry("kafka.stream.alive.stream.threads", "Stream threads that are alive."),
            Map.entry("kafka.stream.thread.commit.total", "Commits of stream threads."),
            Map.entry("kafka.stream.thread.commit.latency.avg", "Average time of a commit, in milliseconds."),
            Map.entry(
                    "kafka.stream.thread.poll.ratio",
                    "Share of its time that a stream thread spends in asking for records."),
            Map.entry(
                    "kafka.stream.thread.process.ratio",
                    "Share of its time that a stream thread spends in reading sentences."),
            Map.entry(
                    "kafka.stream.thread.task.total",
                    "Tasks that were created (Kafka's own name is task-created-total)."));

    private KafkaMeters() {}

    static MeterFilter filter() {
        return MeterFilter.denyUnless(id -> isShown(id.getName()));
    }

    private static boolean isShown(String name) {
        return !name.startsWith(KAFKA) || SHOWN.containsKey(name);
    }

    /** Prometheus' names of those that are shown, and what they say. */
    public static Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        SHOWN.forEach((name, help) -> shown.put(name.replace('.', '_'), help));
        return shown;
    }
}
