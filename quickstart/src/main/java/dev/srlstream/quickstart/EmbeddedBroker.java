package dev.srlstream.quickstart;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker and its controller inside this JVM, on free loopback ports, over a temporary folder; transactions
 * work. Owned by the caller that started it; {@link #close} stops it and removes the folder. A broker that nobody closed stops
 * when the JVM ends.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final int NODE = 1;

    private final TemporaryFolder folder;
    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Runnable stop = this::stop;

    private EmbeddedBroker(TemporaryFolder folder, KafkaRaftServer server, String bootstrapServers) {
        this.folder = folder;
        this.server = server;
        this.bootstrapServers = bootstrapServers;
        AtExit.add(stop);
    }

    /** Starts a broker and returns when it serves clients. */
    public static EmbeddedBroker start() throws IOException {
        return start(Map.of());
    }

    /** @param overrides broker settings that replace the ones chosen here; of other listeners the first is {@link #bootstrapServers} */
    public static EmbeddedBroker start(Map<String, String> overrides) throws IOException {
        TemporaryFolder folder = TemporaryFolder.create("srl-broker-");
        try {
            List<Integer> ports = LoopbackPorts.free(2);
            Map<String, String> settings = settings(folder.path(), ports.get(0), ports.get(1));
            settings.putAll(overrides);
            format(folder.path());
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
            server.startup();
            String first = Objects.requireNonNull(settings.get("listeners")).split(",", 2)[0];
            return new EmbeddedBroker(folder, server, first.substring(first.indexOf("://") + 3));
        } catch (Exception e) {
            folder.close();
            throw new IOException("The embedded broker did not start: " + e.getMessage(), e);
        }
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Creates topics by name and number of partitions and returns when they exist. */
    public void createTopics(Map<String, Integer> partitions) throws InterruptedException {
        List<NewTopic> topics = partitions.entrySet().stream()
                .map(topic -> new NewTopic(topic.getKey(), topic.getValue(), (short) 1))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Topics could not be created: " + e.getCause(), e);
        }
    }

    /** Where it keeps its records. */
    Path folder() {
        return folder.path();
    }

    /** Stops the broker and removes its folder; further calls do nothing. */
    @Override
    public void close() {
        stop();
        AtExit.remove(stop);
    }

    private void stop() {
        if (closed.compareAndSet(false, true)) {
            server.shutdown();
            server.awaitShutdown();
            folder.close();
        }
    }

    private static Map<String, String> settings(Path folder, int port, int controllerPort) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        settings.put("listeners", "CLIENT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        settings.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "CLIENT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("log.dirs", folder.toString());
        for (String internal : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(internal + ".replication.factor", "1");
            settings.put(internal + ".num.partitions", "4");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("auto.create.topics.enable", "false");
        // With one node nobody can take the partitions over, so there is nothing to hand over at the end.
        settings.put("controlled.shutdown.enable", "false");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20));
        return settings;
    }

    private static void format(Path folder) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(NODE)
                .setDirectories(List.of(folder.toString()))
                .setMetadataLogDirectory(folder.toString())
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.latestProduction())
                .run();
    }
}
