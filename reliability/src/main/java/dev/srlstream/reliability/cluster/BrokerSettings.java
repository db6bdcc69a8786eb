package dev.srlstream.reliability.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Kafka's settings for a small broker that notices soon that others are gone. */
final class BrokerSettings {
    private final List<String> names = new ArrayList<>(List.of("CLIENT:PLAINTEXT", "CONTROLLER:PLAINTEXT"));
    private final List<String> listeners = new ArrayList<>();
    private final List<String> advertised = new ArrayList<>();
    private final Properties properties;

    private BrokerSettings(Properties properties) {
        this.properties = properties;
    }

    /**
     * Settings of one of several brokers.
     *
     * @param quorum the controllers
     * @param port of the listener for clients and other brokers
     */
    static BrokerSettings of(int node, int size, String quorum, int port, int controllerPort) {
        BrokerSettings settings = new BrokerSettings(properties(node, size, quorum));
        settings.listeners.add(address("CONTROLLER", controllerPort));
        settings.listeners.add(address("CLIENT", port));
        settings.advertised.add(address("CLIENT", port));
        return settings;
    }

    /** @param entrance the port under which clients of this listener reach it */
    void addListener(String name, int port, int entrance) {
        names.add(name + ":PLAINTEXT");
        listeners.add(address(name, port));
        advertised.add(address(name, entrance));
    }

    private static String address(String listener, int port) {
        return listener + "://127.0.0.1:" + port;
    }

    /** All but {@code log.dirs}. */
    Properties properties() {
        properties.put("listener.security.protocol.map", String.join(",", names));
        properties.put("listeners", String.join(",", listeners));
        properties.put("advertised.listeners", String.join(",", advertised));
        return properties;
    }

    private static Properties properties(int node, int size, String quorum) {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(node));
        settings.put("controller.quorum.voters", quorum);
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
