package dev.srlstream.config;

import java.util.List;

/** Checks that need two settings. Every message names both keys and the remedy. */
final class Relations {
    /** Roughly what one sentence adds to a batch: 2.5 predicates with 30 wordpieces each. */
    private static final int TOKENS_PER_SENTENCE = 75;

    /** Batches to be gathered while each worker computes one. */
    private static final int SPARE_BATCHES = 2;

    private static final int COMMITS_PER_TRANSACTION_TIMEOUT = 10;

    private static final String POLL_INTERVAL = "max.poll.interval.ms";

    private Relations() {}

    static void check(Settings settings, List<String> problems) {
        long commit = settings.commitInterval().toMillis();
        long transaction = settings.transactionTimeout().toMillis();
        if (transaction < COMMITS_PER_TRANSACTION_TIMEOUT * commit) {
            problems.add(
                    ("%s=%d is too short for %s=%d: brokers could abort transactions in mid-work, again and again; raise the"
                                    + " former to at least %d or lower the latter to at most %d.")
                            .formatted(
                                    SettingsDefinition.TRANSACTION_TIMEOUT,
                                    transaction,
                                    SettingsDefinition.COMMIT_INTERVAL,
                                    commit,
                                    COMMITS_PER_TRANSACTION_TIMEOUT * commit,
                                    transaction / COMMITS_PER_TRANSACTION_TIMEOUT));
        }
        pollInterval(settings, problems);
        int batches = Math.max(1, settings.workers()) + SPARE_BATCHES;
        long needed = ((long) batches * settings.batchTokens() + TOKENS_PER_SENTENCE - 1) / TOKENS_PER_SENTENCE;
        if (settings.pendingMax() < needed) {
            problems.add(
                    ("%s=%d starves %s=%d: batches are filled from pending sentences; raise the former to at least %d or lower the"
                                    + " latter to at most %d.")
                            .formatted(
                                    SettingsDefinition.PENDING_MAX,
                                    settings.pendingMax(),
                                    SettingsDefinition.ENGINE_BATCH_TOKENS,
                                    settings.batchTokens(),
                                    needed,
                                    (long) settings.pendingMax() * TOKENS_PER_SENTENCE / batches));
        }
        topicsDiffer(settings, problems);
    }

    private static void pollInterval(Settings settings, List<String> problems) {
        long transaction = settings.transactionTimeout().toMillis();
        settings.kafkaProperties().forEach((property, value) -> {
            if (property.endsWith(POLL_INTERVAL)
                    && value.toString().matches("[0-9]{1,9}")
                    && Long.parseLong(value.toString()) <= transaction) {
                problems.add(
                        ("%s%s=%s is not above %s=%d: an instance would lose its partitions before its transaction; raise the"
                                        + " former above the latter.")
                                .formatted(
                                        PassThrough.KAFKA,
                                        property,
                                        value,
                                        SettingsDefinition.TRANSACTION_TIMEOUT,
                                        transaction));
            }
        });
    }

    private static void topicsDiffer(Settings settings, List<String> problems) {
        List<String> keys = List.of(
                SettingsDefinition.TOPIC_SENTENCES,
                SettingsDefinition.TOPIC_FRAMES,
                SettingsDefinition.TOPIC_REJECTIONS,
                SettingsDefinition.TOPIC_DIAGNOSTICS);
        List<String> topics = List.of(
                settings.sentencesTopic(),
                settings.framesTopic(),
                settings.rejectionsTopic(),
                settings.diagnosticsTopic());
        for (int later = 1; later < topics.size(); later++) {
            int earlier = topics.indexOf(topics.get(later));
            if (earlier < later) {
                problems.add("%s and %s are both %s: give each its own topic."
                        .formatted(keys.get(earlier), keys.get(later), topics.get(later)));
            }
        }
    }
}
