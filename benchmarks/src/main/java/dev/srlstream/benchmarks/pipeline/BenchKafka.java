package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.SettingKeys;
import dev.srlstream.config.Settings;
import dev.srlstream.quickstart.ApicurioRegistry;
import dev.srlstream.quickstart.EmbeddedBroker;
import dev.srlstream.quickstart.QuickstartFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Brokers and registry, given or started here, with topics of the benchmark's own. Owned by the command, which closes it: topics
 * on given brokers are removed then, and what was started is stopped.
 */
final class BenchKafka implements AutoCloseable {
    static final int PARTITIONS = 4;
    private static final Duration KNOWN = Duration.ofMinutes(2);

    private final List<AutoCloseable> started = new ArrayList<>();
    private final String prefix = "srl-bench-" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, String> flags;
    private final @Nullable Path config;
    private final Map<String, String> environment;
    private final int partitions;
    private int names;

    /** @param flags settings of every phase */
    private BenchKafka(
            @Nullable Path config, Map<String, String> environment, Map<String, String> flags, int partitions) {
        this.config = config;
        this.environment = environment;
        this.flags = new HashMap<>(flags);
        this.partitions = partitions;
    }

    /**
     * Starts what is not given and creates the output topics.
     *
     * @param flags settings of every phase; with {@code bootstrap.servers} and {@code schema.registry.url} nothing is started
     * @param partitions of every topic
     */
    static BenchKafka open(
            QuickstartFiles files,
            @Nullable Path config,
            Map<String, String> environment,
            Map<String, String> flags,
            int partitions)
            throws IOException, InterruptedException, ConfigurationException {
        var kafka = new BenchKafka(config, environment, flags, partitions);
        try {
            kafka.start(files);
            return kafka;
        } catch (IOException | InterruptedException | ConfigurationException | RuntimeException e) {
            kafka.stop();
            throw e;
        }
    }

    private void start(QuickstartFiles files) throws IOException, InterruptedException, ConfigurationException {
        if (!flags.containsKey(SettingKeys.BOOTSTRAP_SERVERS)) {
            EmbeddedBroker broker = EmbeddedBroker.start();
            started.add(broker);
            flags.put(SettingKeys.BOOTSTRAP_SERVERS, broker.bootstrapServers());
            flags.put("kafka.replication.factor", "1");
        }
        if (!flags.containsKey(SettingKeys.REGISTRY_URL)) {
            ApicurioRegistry registry = ApicurioRegistry.start(files.registry());
            started.add(registry);
            flags.put(SettingKeys.REGISTRY_URL, registry.url());
        }
        flags.put(SettingKeys.TOPIC_FRAMES, topic("frames"));
        flags.put(SettingKeys.TOPIC_REJECTIONS, topic("rejections"));
        flags.put(SettingKeys.TOPIC_DIAGNOSTICS, topic("diagnostics"));
    }

    /** Creates a topic and returns its name. */
    String topic(String name) throws InterruptedException, ConfigurationException {
        String topic = prefix + "-" + name;
        try (Admin admin = Admin.create(settings("topics", "any").kafkaClientConfig())) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) -1)))
                    .all()
                    .get();
            awaitKnown(admin, topic);
        } catch (ExecutionException e) {
            throw new KafkaException("The brokers created no topic " + topic + ": " + e.getCause(), e);
        }
        return topic;
    }

    /** A topic is created before the brokers that clients ask have heard of it. */
    private static void awaitKnown(Admin admin, String topic) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + KNOWN.toNanos();
        while (!admin.listTopics().names().get().contains(topic)) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException(
                        "Topic " + topic + " was created, but no broker knew of it within " + KNOWN.toSeconds() + " s");
            }
            Thread.sleep(20);
        }
    }

    int partitions() {
        return partitions;
    }

    /** Settings under an application id that nobody else has, so that the topic is read from its beginning. */
    Settings settings(String application, String sentencesTopic) throws ConfigurationException {
        return settings(flags(application, sentencesTopic));
    }

    /** From {@link #flags}, for this process. */
    Settings settings(Map<String, String> all) throws ConfigurationException {
        return Settings.load(config, environment, all);
    }

    /** What {@link #settings} are made of, over file and environment; for a process of its own. */
    Map<String, String> flags(String application, String sentencesTopic) {
        Map<String, String> all = new HashMap<>(flags);
        all.put(SettingKeys.APPLICATION_ID, prefix + "-" + application + "-" + names++);
        all.put(SettingKeys.TOPIC_SENTENCES, sentencesTopic);
        return all;
    }

    @Override
    public void close() throws InterruptedException, ConfigurationException {
        try (Admin admin = Admin.create(settings("topics", "any").kafkaClientConfig())) {
            // Changelogs included: they begin with the application id.
            List<String> own = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith(prefix))
                    .toList();
            admin.deleteTopics(own).all().get();
        } catch (ExecutionException e) {
            throw new KafkaException("Topics that begin with " + prefix + " could not be removed: " + e.getCause(), e);
        } finally {
            stop();
        }
    }

    private void stop() {
        for (int i = started.size() - 1; i >= 0; i--) {
            try {
                started.get(i).close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        started.clear();
    }
}
