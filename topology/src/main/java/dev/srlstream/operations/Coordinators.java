package dev.srlstream.operations;

import dev.srlstream.config.Settings;
import dev.srlstream.diagnosis.Causes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes the brokers keep an offset's place and a transaction, as Kafka Streams would. Where they cannot, its clients would ask again for
 * ever without a word.
 */
final class Coordinators {
    /** New brokers first create the topic of transactions, with 50 partitions, and those that have lost a broker choose leaders. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Settings settings;
    private final Admin admin;

    /** @param admin stays the caller's */
    Coordinators(Settings settings, Admin admin) {
        this.settings = settings;
        this.admin = admin;
    }

    /**
     * @throws StartupException with the setting of the brokers that stands in the way
     * @throws KafkaException when the brokers refuse for another reason
     */
    void require() throws StartupException, InterruptedException {
        requireOffsets();
        requireTransactions();
    }

    private void requireOffsets() throws StartupException, InterruptedException {
        try {
            admin.listConsumerGroupOffsets(settings.applicationId())
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException silence) {
                throw refusal(Coordinator.OFFSETS, silence);
            }
            throw e.getCause() instanceof KafkaException fault ? fault : new KafkaException(e);
        } catch (TimeoutException e) {
            throw refusal(Coordinator.OFFSETS, e);
        }
    }

    private void requireTransactions() throws StartupException, InterruptedException {
        Map<String, Object> config = settings.kafkaClientConfig();
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        // The same for all instances, so that brokers remember one: nothing is ever written under it.
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.applicationId() + "-start");
        config.put(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Math.toIntExact(settings.transactionTimeout().toMillis()));
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        Producer<byte[], byte[]> producer = new KafkaProducer<>(config);
        try {
            producer.initTransactions();
        } catch (InvalidTxnTimeoutException e) {
            throw new StartupException(
                    ExitCode.FAILURE,
                    "transaction.timeout.ms is %d, which is above transaction.max.timeout.ms of the brokers at %s: lower the former or raise the latter."
                            .formatted(settings.transactionTimeout().toMillis(), settings.bootstrapServers()),
                    e);
        } catch (org.apache.kafka.common.errors.TimeoutException e) {
            throw refusal(Coordinator.TRANSACTIONS, e);
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private StartupException refusal(Coordinator coordinator, Exception silence) throws InterruptedException {
        String reason = new CoordinatorDiagnosis(admin, coordinator).reason(Causes.inOneLine(silence));
        return new StartupException(
                ExitCode.FAILURE,
                "The brokers at %s do not keep %s, without which nothing can be labelled: %s."
                        .formatted(settings.bootstrapServers(), coordinator.keeps(), reason),
                silence);
    }
}
