package dev.srlstream.reliability.cluster;

import java.util.List;
import java.util.Properties;

/** Kafka's settings for a small broker that notices soon that others are gone. */
final class BrokerSettings {
    private BrokerSettings() {}

    /** @param quorum the controllers */
    static Properties of(int node, int size, String quorum) {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(node));
        settings.put("controller.quorum.voters", quorum);
        settings.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "CLIENT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("auto.create.topics.enable", "false");
        String replicas = Integer.toString(size);
        String needed = size > 1 ? "2" : "1";
        settings.put("default.replication.factor", replicas);
        settings.put("min.insync.replicas", needed);
        for (String internal : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(internal + ".replication.factor", replicas);
            settings.put(internal + ".num.partitions", "4");
        }
        settings.put("transaction.state.log.min.isr", needed);
        settings.put("share.coordinator.state.topic.min.isr", needed);
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("replica.lag.time.max.ms", "5000");
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("group.streams.min.session.timeout.ms", "1000");
        settings.put("group.streams.session.timeout.ms", "6000");
        settings.put("group.streams.min.heartbeat.interval.ms", "500");
        settings.put("group.streams.heartbeat.interval.ms", "1000");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("num.replica.fetchers", "1");
        settings.put("log.segment.bytes", Integer.toString(64 << 20));
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20));
        // It is killed and started again: the disk is a page cache here anyway.
        settings.put("controlled.shutdown.enable", "false");
        return settings;
    }
}
