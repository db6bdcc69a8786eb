package dev.srlstream.operations;

import dev.srlstream.config.Settings;
import dev.srlstream.registry.RegistryException;
import dev.srlstream.registry.SchemaRegistryClient;
import dev.srlstream.stream.PositionException;
import dev.srlstream.stream.StartPositions;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
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
        requireListener();
        try (Admin admin = Admin.create(config)) {
            requireTopics(admin.listTopics().names().get(PATIENCE.toMillis() + 1_000, TimeUnit.MILLISECONDS));
            new TopicLimits(settings).require(admin, PATIENCE);
            new StartPositions(settings, admin).check();
        } catch (PositionException e) {
            throw new StartupException(ExitCode.FAILURE, e);
        } catch (ExecutionException e) {
            throw noBroker(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | KafkaException e) {
            throw noBroker(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException(ExitCode.FAILURE, "The start was interrupted.", e);
        }
        requireRegistry();
    }

    /** Kafka's client would fill the log with every attempt to reach an address where nobody listens. */
    private void requireListener() throws StartupException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        IOException refusal = Listeners.refusal(settings.bootstrapServers());
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
            refusal = Listeners.refusal(settings.bootstrapServers());
        }
    }

    private StartupException noBroker(Throwable cause) {
        return new StartupException(
                ExitCode.FAILURE,
                "No Kafka broker could be used at %s (%s): check bootstrap.servers, and the kafka. security settings where the brokers want them."
                        .formatted(settings.bootstrapServers(), Causes.inOneLine(cause)),
                cause);
    }

    private void requireTopics(Set<String> existing) throws StartupException {
        Map<String, String> missing = new LinkedHashMap<>();
        missing.put("topic.sentences", settings.sentencesTopic());
        missing.put("topic.frames", settings.framesTopic());
        missing.put("topic.rejections", settings.rejectionsTopic());
        missing.put("topic.diagnostics", settings.diagnosticsTopic());
        missing.values().removeIf(existing::contains);
        if (!missing.isEmpty()) {
            throw new StartupException(
                    ExitCode.FAILURE,
                    "The brokers at %s have no topic %s: create it, or correct the setting."
                            .formatted(settings.bootstrapServers(), named(missing)));
        }
    }

    private static String named(Map<String, String> topics) {
        return String.join(
                ", no topic ",
                topics.entrySet().stream()
                        .map(topic -> topic.getValue() + " (" + topic.getKey() + ")")
                        .toList());
    }

    private void requireRegistry() throws StartupException {
        try {
            new SchemaRegistryClient(settings.serdeConfig()).requireReachable();
        } catch (RegistryException e) {
            // Its sentence names address and setting.
            throw new StartupException(ExitCode.FAILURE, e);
        } catch (ConfigException e) {
            throw new StartupException(
                    ExitCode.USAGE, "A setting for the schema registry cannot be used: " + e.getMessage() + ".", e);
        }
    }
}
