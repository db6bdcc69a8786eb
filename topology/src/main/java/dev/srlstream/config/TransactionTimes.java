package dev.srlstream.config;

import dev.srlstream.registry.SchemaRegistryConfig;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;

/**
 * What must be over before the brokers abort a transaction: a transaction that they abort in mid-work is done again from
 * its start, and would be aborted again.
 */
final class TransactionTimes {
    private static final int COMMITS_PER_TIMEOUT = 10;

    private static final int POLLS_PER_TIMEOUT = 10;

    private static final long POLL_INTERVAL = 300_000;

    private TransactionTimes() {}

    static void commits(Settings settings, List<String> problems) {
        long commit = settings.commitInterval().toMillis();
        long transaction = transaction(settings);
        if (transaction < COMMITS_PER_TIMEOUT * commit) {
            problems.add(
                    ("%s=%d is too short for %s=%d: brokers could abort transactions in mid-work, again and again; raise the"
                                    + " former to at least %d or lower the latter to at most %d.")
                            .formatted(
                                    SettingKeys.TRANSACTION_TIMEOUT,
                                    transaction,
                                    SettingKeys.COMMIT_INTERVAL,
                                    commit,
                                    COMMITS_PER_TIMEOUT * commit,
                                    transaction / COMMITS_PER_TIMEOUT));
        }
    }

    /** A stream thread commits between polls, and one that has just opened a transaction waits for records as long as any. */
    static void polls(Settings settings, List<String> problems) {
        ClientProperty poll = ClientProperty.ofStreams(settings, "poll.ms", 0);
        long transaction = transaction(settings);
        if (poll.value() > transaction / POLLS_PER_TIMEOUT) {
            problems.add(
                    ("%s is too long for %s=%d: a transaction stays open while its thread waits for records, and brokers could abort it, again"
                                    + " and again; lower the former to at most %d or raise the latter to at least %d.")
                            .formatted(
                                    poll,
                                    SettingKeys.TRANSACTION_TIMEOUT,
                                    transaction,
                                    transaction / POLLS_PER_TIMEOUT,
                                    POLLS_PER_TIMEOUT * poll.value()));
        }
    }

    static void pollInterval(Settings settings, List<String> problems) {
        ClientProperty poll = pollInterval(settings);
        long transaction = transaction(settings);
        if (poll.value() <= transaction) {
            problems.add(
                    "%s is not above %s=%d: an instance would lose its partitions before its transaction; raise the former above %d or lower the latter below %d."
                            .formatted(poll, SettingKeys.TRANSACTION_TIMEOUT, transaction, transaction, poll.value()));
        }
    }

    static ClientProperty pollInterval(Settings settings) {
        return ClientProperty.ofConsumer(settings, "max.poll.interval.ms", POLL_INTERVAL);
    }

    static void stop(Settings settings, List<String> problems) {
        long close = settings.closeTimeout().toMillis();
        long commit = settings.commitInterval().toMillis();
        if (close <= commit) {
            problems.add(
                    ("%s=%d is not above %s=%d: a stop has to commit what an interval has gathered, and one that is cut off keeps the"
                                    + " next owner waiting for %s=%d; raise the first above %d.")
                            .formatted(
                                    SettingKeys.CLOSE_TIMEOUT,
                                    close,
                                    SettingKeys.COMMIT_INTERVAL,
                                    commit,
                                    SettingKeys.TRANSACTION_TIMEOUT,
                                    transaction(settings),
                                    commit));
        }
    }

    /** The registry is asked on the stream thread. A value that cannot be used at all is told of when its client is made. */
    static void registry(Settings settings, List<String> problems) {
        SchemaRegistryConfig registry;
        long call;
        try {
            registry = new SchemaRegistryConfig(settings.serdeConfig());
            call = registry.longestCall().toMillis();
        } catch (ConfigException e) {
            return;
        }
        if (call >= transaction(settings)) {
            problems.add(
                    ("%s%s=%d and %s%s=%d let the registry be waited for %d ms, which is not below %s=%d: brokers could abort the transaction"
                                    + " meanwhile; lower the former two or raise the latter above %d.")
                            .formatted(
                                    PassThrough.REGISTRY,
                                    SchemaRegistryConfig.READ_TIMEOUT_MS,
                                    registry.getInt(SchemaRegistryConfig.READ_TIMEOUT_MS),
                                    PassThrough.REGISTRY,
                                    SchemaRegistryConfig.MAX_RETRIES,
                                    registry.getInt(SchemaRegistryConfig.MAX_RETRIES),
                                    call,
                                    SettingKeys.TRANSACTION_TIMEOUT,
                                    transaction(settings),
                                    call));
        }
    }

    static long transaction(Settings settings) {
        return settings.transactionTimeout().toMillis();
    }
}
