package dev.srlstream.operations;

import dev.srlstream.config.Settings;
import dev.srlstream.diagnosis.BrokerRefusal;
import dev.srlstream.diagnosis.Causes;
import dev.srlstream.stream.SentenceStreams;
import dev.srlstream.stream.StartOffsetException;
import dev.srlstream.stream.StartOffsets;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/** Finds out, before anything is loaded, whether the surroundings are there: brokers, topics, registry. */
final class StartupChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Settings settings;

    StartupChecks(Settings settings) {
        this.settings = settings;
    }

    void run() throws StartupException {
        Map<String, Object> config = settings.kafkaClientConfig();
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        requireUsableProperties();
        requireListener();
        try (Admin admin = Admin.create(config)) {
            new AccessRights(settings, admin, PATIENCE.plusSeconds(1)).require();
            new TopicLimits(settings).require(admin, PATIENCE);
            new BrokerLimits(settings).require(admin, PATIENCE);
            new Replicas(settings).warnOfSingleOnes(admin, PATIENCE);
            new Coordinators(settings, admin).require();
            new StartOffsets(settings, admin).check();
        } catch (StartOffsetException e) {
            throw new StartupException(ExitCode.FAILURE, e);
        } catch (ExecutionException e) {
            throw noBroker(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | KafkaException e) {
            throw noBroker(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException(ExitCode.FAILURE, "The start was interrupted.", e);
        }
        new RegistryProbe(settings).require();
        new SchemaTrial(settings).require();
    }

    private void requireUsableProperties() throws StartupException {
        try {
            SentenceStreams.requireUsable(settings);
        } catch (ConfigException | IllegalArgumentException e) {
            throw new StartupException(
                    ExitCode.USAGE, "Kafka cannot use a property behind kafka.: " + Causes.inOneLine(e) + ".", e);
        }
    }

    /** Kafka's client would fill the log with every attempt to reach an address where nobody listens. */
    private void requireListener() throws StartupException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        IOException refusal = ListeningPorts.refusal(settings.bootstrapServers());
        while (refusal != null) {
            if (System.nanoTime() > deadline) {
                throw noBroker(refusal);
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartupException(ExitCode.FAILURE, "The start was interrupted.", e);
            }
            refusal = ListeningPorts.refusal(settings.bootstrapServers());
        }
    }

    private StartupException noBroker(Throwable cause) {
        String servers = settings.bootstrapServers();
        String sentence = BrokerRefusal.of(cause, servers)
                .orElseGet(() ->
                        "No Kafka broker could be used at %s (%s): check bootstrap.servers, and kafka.security.protocol and the other kafka. security settings where the brokers want them."
                                .formatted(servers, Causes.inOneLine(cause)));
        return new StartupException(ExitCode.FAILURE, sentence, cause);
    }
}
