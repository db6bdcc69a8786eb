package dev.srlstream.operations;

/** A part of the brokers that has a topic of its own, which they create when they are first asked for it. */
enum Coordinator {
    OFFSETS(
            "the offsets of consumer groups",
            "__consumer_offsets",
            "offsets.topic.replication.factor",
            "min.insync.replicas"),
    TRANSACTIONS(
            "transactions",
            "__transaction_state",
            "transaction.state.log.replication.factor",
            "transaction.state.log.min.isr");

    private final String keeps;
    private final String topic;
    private final String replicationFactor;
    private final String minInSync;

    Coordinator(String keeps, String topic, String replicationFactor, String minInSync) {
        this.keeps = keeps;
        this.topic = topic;
        this.replicationFactor = replicationFactor;
        this.minInSync = minInSync;
    }

    /** What is stored in the topic, in words. */
    String keeps() {
        return keeps;
    }

    String topic() {
        return topic;
    }

    /** The brokers' setting of how many replicas the topic is created with. */
    String replicationFactor() {
        return replicationFactor;
    }

    /** The brokers' setting of how many replicas must have a record of it. */
    String minInSync() {
        return minInSync;
    }
}
