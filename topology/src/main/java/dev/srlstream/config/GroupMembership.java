package dev.srlstream.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long the group waits for a sign of life from an instance before others get its partitions, and how often one is given.
 *
 * <p>The instance that takes over also waits until the brokers have aborted the transaction that the instance left open, which the
 * transaction timeout bounds. So a longer session only adds to an outage, and a shorter one brings little: unset, they are alike.
 *
 * @param brokersDecide whether {@code group.protocol=streams} leaves both to the brokers
 */
record GroupMembership(boolean brokersDecide, ClientProperty session, ClientProperty heartbeat) {
    static final String GROUP_PROTOCOL = "group.protocol";
    private static final String SESSION = "session.timeout.ms";
    private static final String HEARTBEAT = "heartbeat.interval.ms";

    /** The brokers' group.min.session.timeout.ms, unless they are told otherwise, and Kafka's default. */
    private static final long SHORTEST_SESSION = 6_000;

    private static final long LONGEST_SESSION = 45_000;

    private static final long RELAXED_HEARTBEAT = 3_000;

    /** So that two of them may be lost. */
    private static final int HEARTBEATS_PER_SESSION = 3;

    private static final String PLACED_BY_BROKERS = "with it the brokers place the tasks";

    /** What Kafka Streams takes under the streams protocol without a word and disregards, or refuses late, and why. */
    private static final Map<String, String> BROKERS_DECIDE = Map.ofEntries(
            Map.entry(SESSION, "the group's setting streams.session.timeout.ms at the brokers counts instead"),
            Map.entry(HEARTBEAT, "the group's setting streams.heartbeat.interval.ms at the brokers counts instead"),
            Map.entry(
                    "num.standby.replicas",
                    "the group's setting streams.num.standby.replicas at the brokers counts instead"),
            Map.entry("group.instance.id", "it knows no static members"),
            Map.entry("max.warmup.replicas", "it knows no warm-up replicas"),
            Map.entry("probing.rebalance.interval.ms", "it knows no warm-up replicas"),
            Map.entry("acceptable.recovery.lag", PLACED_BY_BROKERS),
            Map.entry("task.assignor.class", PLACED_BY_BROKERS),
            Map.entry("rack.aware.assignment.tags", PLACED_BY_BROKERS),
            Map.entry("rack.aware.assignment.strategy", PLACED_BY_BROKERS));

    static GroupMembership of(Settings settings) {
        boolean streams = "streams"
                .equalsIgnoreCase(String.valueOf(settings.kafkaProperties().get(GROUP_PROTOCOL)));
        long transaction = settings.transactionTimeout().toMillis();
        long fitting = Math.max(SHORTEST_SESSION, Math.min(LONGEST_SESSION, transaction));
        ClientProperty beat = ClientProperty.ofConsumer(settings, HEARTBEAT, 0);
        ClientProperty session =
                ClientProperty.ofConsumer(settings, SESSION, Math.max(fitting, HEARTBEATS_PER_SESSION * beat.value()));
        long interval = Math.max(1, Math.min(RELAXED_HEARTBEAT, session.value() / HEARTBEATS_PER_SESSION));
        return new GroupMembership(streams, session, ClientProperty.ofConsumer(settings, HEARTBEAT, interval));
    }

    /** Properties of Kafka by name that nobody set. */
    Map<String, Object> derived() {
        Map<String, Object> derived = new TreeMap<>();
        if (!brokersDecide) {
            for (ClientProperty property : List.of(session, heartbeat)) {
                if (!property.given()) {
                    derived.put(
                            property.key().substring(PassThrough.KAFKA.length()), Math.toIntExact(property.value()));
                }
            }
        }
        return derived;
    }

    static void heartbeats(Settings settings, List<String> problems) {
        GroupMembership membership = of(settings);
        long session = membership.session.value();
        long heartbeat = membership.heartbeat.value();
        if (!membership.brokersDecide && heartbeat * HEARTBEATS_PER_SESSION > session) {
            problems.add(
                    "%s is too short for %s: an instance would lose its partitions with a heartbeat or two; raise the former to at least %d or lower the latter to at most %d."
                            .formatted(
                                    membership.session,
                                    membership.heartbeat,
                                    heartbeat * HEARTBEATS_PER_SESSION,
                                    session / HEARTBEATS_PER_SESSION));
        }
    }

    static void streamsProtocol(Settings settings, List<String> problems) {
        if (of(settings).brokersDecide) {
            settings.kafkaProperties().forEach((property, value) -> {
                String reason = BROKERS_DECIDE.get(PassThrough.bare(property));
                if (reason != null) {
                    problems.add("%s%s=%s has no effect with %s%s=streams: %s; remove one of the two."
                            .formatted(PassThrough.KAFKA, property, value, PassThrough.KAFKA, GROUP_PROTOCOL, reason));
                }
            });
        }
    }
}
