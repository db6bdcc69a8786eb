package dev.srlstream.topics;

import dev.srlstream.config.SettingKeys;
import dev.srlstream.config.SettingSource;
import dev.srlstream.config.Settings;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The one transaction of a run. Confined to the thread that publishes, save that the end of the process gives it up too: readers of committed
 * records wait behind an open transaction until it has ended.
 */
final class PublishTransaction implements AutoCloseable {
    /** Milliseconds that a run may take where nobody says; brokers allow 15 minutes unless they are told otherwise. */
    private static final long LONGEST = 300_000;

    private static final Duration PATIENCE = Duration.ofMillis(TopicException.PATIENCE);

    private final Producer<byte[], byte[]> producer;
    private final Map<String, Object> clientConfig;
    private final Thread atExit;
    private boolean open = true;

    private PublishTransaction(Producer<byte[], byte[]> producer, Map<String, Object> clientConfig) {
        this.producer = producer;
        this.clientConfig = clientConfig;
        this.atExit = new Thread(() -> producer.close(PATIENCE), "publish-abort");
    }

    /** What a producer needs for it. */
    static Map<String, Object> properties(Settings settings, String transactionalId) {
        boolean unset = settings.source(SettingKeys.TRANSACTION_TIMEOUT) == SettingSource.DEFAULT;
        return Map.of(
                "transactional.id",
                transactionalId,
                "transaction.timeout.ms",
                Math.toIntExact(unset ? LONGEST : settings.transactionTimeout().toMillis()));
    }

    static PublishTransaction begin(Producer<byte[], byte[]> producer, Map<String, Object> clientConfig)
            throws TopicException {
        PublishTransaction transaction = new PublishTransaction(producer, clientConfig);
        try {
            producer.initTransactions();
            producer.beginTransaction();
        } catch (KafkaException e) {
            throw transaction.failed(e);
        }
        Runtime.getRuntime().addShutdownHook(transaction.atExit);
        return transaction;
    }

    void commit() throws TopicException {
        try {
            producer.commitTransaction();
            open = false;
        } catch (TimeoutException e) {
            open = false;
            throw TopicException.transaction(
                    "Kafka at " + servers()
                            + " did not say in time whether the transaction is committed; read the topic to see, before it is published again.",
                    e);
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    /** The hook has closed the producer under its owner. */
    TopicException ended(IllegalStateException e) {
        return TopicException.transaction("The process has been asked to end.", e);
    }

    /** What keeps it from being committed. */
    TopicException failed(KafkaException e) {
        Object longest = clientConfig.get("transaction.timeout.ms");
        if (e instanceof TimeoutException) {
            return TopicException.transaction(
                    "Kafka at %s answers, and opens or goes on with no transaction within %d s; see whether the partitions of __transaction_state have leaders and enough replicas."
                            .formatted(servers(), PATIENCE.toSeconds()),
                    e);
        }
        if (e instanceof InvalidTxnTimeoutException) {
            return TopicException.transaction(
                    "Kafka at %s allows no transaction of %s ms; lower it with --set %s=, or raise the brokers' transaction.max.timeout.ms."
                            .formatted(servers(), longest, SettingKeys.TRANSACTION_TIMEOUT),
                    e);
        }
        if (e instanceof ProducerFencedException || e instanceof InvalidProducerEpochException) {
            return TopicException.transaction(
                    "Kafka at %s has given the transaction up: it took longer than %s ms, which --set %s= raises, or another run has begun with the same --transactional-id."
                            .formatted(servers(), longest, SettingKeys.TRANSACTION_TIMEOUT),
                    e);
        }
        return TopicException.brokers(e, clientConfig);
    }

    private String servers() {
        return String.valueOf(clientConfig.get("bootstrap.servers"));
    }

    /** Gives it up unless it is committed, and closes its producer. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // The process ends, and the hook is at it.
        }
        // A close that is not forced aborts what is open.
        producer.close(open ? PATIENCE : Duration.ZERO);
    }
}
