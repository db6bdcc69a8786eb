package dev.srlstream.config;

import java.util.List;
import java.util.Map;

/** What Kafka Streams' producer may be told: how long it tries, and how much it takes. */
final class ProducerLimits {
    private static final String MAX_BLOCK_MS = "max.block.ms";

    /** Kafka Streams' and Kafka's defaults, in milliseconds and bytes. Streams has a producer try for ever. */
    private static final long LINGER = 100;

    private static final long REQUEST_TIMEOUT = 30_000;
    private static final long MAX_BLOCK = 60_000;
    private static final long BUFFER_MEMORY = 32 << 20;

    /** What counts besides key, value and headers: the head of the batch and of the record. */
    private static final int FRAMING = 1_024;

    private ProducerLimits() {}

    /** Properties of Kafka by name that nobody set: with a long transaction its default patience would be too short. */
    static Map<String, Object> derived(Settings settings) {
        ClientProperty block = block(settings);
        return block.given() || block.value() == MAX_BLOCK ? Map.of() : Map.of(MAX_BLOCK_MS, block.value());
    }

    /** Kafka refuses such a producer, but only once the model is loaded. */
    static void retries(Settings settings, List<String> problems) {
        ClientProperty delivery = delivery(settings);
        ClientProperty request = ClientProperty.ofProducer(settings, "request.timeout.ms", REQUEST_TIMEOUT);
        ClientProperty linger = ClientProperty.ofProducer(settings, "linger.ms", LINGER);
        long needed = request.value() + linger.value();
        if (delivery.given() && delivery.value() < needed) {
            problems.add(
                    "%s is below %s plus %s: a lost request could not be sent again; raise the first to at least %d."
                            .formatted(delivery, request, linger, needed));
        }
    }

    /** Kafka Streams takes tasks for corrupt whose producer has given up, and restores them. */
    static void patience(Settings settings, List<String> problems) {
        long transaction = TransactionTimes.transaction(settings);
        for (ClientProperty limit : List.of(delivery(settings), block(settings))) {
            if (limit.value() < transaction) {
                problems.add(
                        "%s is below %s=%d: the producer would give up what can still be committed, and its tasks start again; raise the former to at least %d or lower the latter to at most %d."
                                .formatted(
                                        limit,
                                        SettingKeys.TRANSACTION_TIMEOUT,
                                        transaction,
                                        transaction,
                                        limit.value()));
            }
        }
    }

    static void blocking(Settings settings, List<String> problems) {
        ClientProperty block = block(settings);
        ClientProperty poll = TransactionTimes.pollInterval(settings);
        if (!block.given() && poll.value() <= TransactionTimes.transaction(settings)) {
            return; // It is the transaction timeout that is too long, which is told.
        }
        if (poll.value() <= block.value()) {
            problems.add(
                    "%s is not above %s: an instance that waits for the brokers would lose its partitions; raise the former above %d or lower the latter below %d."
                            .formatted(poll, block, block.value(), poll.value()));
        }
    }

    static void sizes(Settings settings, List<String> problems) {
        long needed = (long) settings.recordMaxBytes() + FRAMING;
        for (ClientProperty limit : List.of(
                ClientProperty.ofProducer(settings, "max.request.size", Long.MAX_VALUE),
                ClientProperty.ofProducer(settings, "buffer.memory", BUFFER_MEMORY))) {
            if (limit.value() < needed) {
                problems.add(
                        "%s is too little for %s=%d: a record that the producer refuses would stop the stream for good; raise the former to at least %d or lower the latter to at most %d."
                                .formatted(
                                        limit,
                                        SettingKeys.RECORD_MAX_BYTES,
                                        settings.recordMaxBytes(),
                                        needed,
                                        Math.max(0, limit.value() - FRAMING)));
            }
        }
    }

    private static ClientProperty delivery(Settings settings) {
        return ClientProperty.ofProducer(settings, "delivery.timeout.ms", Integer.MAX_VALUE);
    }

    private static ClientProperty block(Settings settings) {
        return ClientProperty.ofProducer(
                settings, MAX_BLOCK_MS, Math.max(MAX_BLOCK, TransactionTimes.transaction(settings)));
    }
}
