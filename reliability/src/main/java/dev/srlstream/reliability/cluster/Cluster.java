package dev.srlstream.reliability.cluster;

import dev.srlstream.quickstart.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Brokers, each also a controller, as processes of their own: one, or three with every partition on all of them and two needed
 * for a write. Owned by the run, which closes it.
 */
public final class Cluster implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(4);
    private static final int DISK_MEGABYTES = 2_048;

    private final List<Broker> brokers = new ArrayList<>();
    private final List<List<Integer>> ports;

    /** @param ports of the brokers by listener: of everybody who cannot be cut off first, then of the links by instance */
    private Cluster(List<List<Integer>> ports) {
        this.ports = ports;
    }

    /**
     * Starts brokers and returns when all serve.
     *
     * @param kafka what they run
     * @param folder takes their configurations and logs
     */
    public static Cluster start(Network network, int size, KafkaLibraries kafka, Path folder)
            throws IOException, InterruptedException {
        List<Integer> free = LoopbackPorts.free(size * (2 + network.links().size()));
        List<List<Integer>> ports = new ArrayList<>();
        List<BrokerSettings> settings = new ArrayList<>();
        ports.add(free.subList(0, size));
        String quorum = IntStream.range(0, size)
                .mapToObj(node -> node + "@127.0.0.1:" + free.get(size + node))
                .collect(Collectors.joining(","));
        for (int node = 0; node < size; node++) {
            settings.add(BrokerSettings.of(node, size, quorum, free.get(node), free.get(size + node)));
        }
        for (int i = 0; i < network.links().size(); i++) {
            List<Integer> behindLink = new ArrayList<>();
            for (int node = 0; node < size; node++) {
                int port = free.get((2 + i) * size + node);
                int entrance = network.link(i).to(port);
                settings.get(node).addListener("LINK" + i, port, entrance);
                behindLink.add(entrance);
            }
            ports.add(behindLink);
        }
        Cluster cluster = new Cluster(ports);
        String id = Uuid.randomUuid().toString();
        try {
            for (int node = 0; node < size; node++) {
                Broker broker = new Broker(
                        "broker-" + node, id, kafka, settings.get(node).properties(), DISK_MEGABYTES, folder);
                cluster.brokers.add(broker);
                broker.start();
            }
            cluster.awaitBrokers(START);
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    public List<Broker> brokers() {
        return brokers;
    }

    /** For everybody but instances: no link can cut these off. */
    public String bootstrapServers() {
        return addresses(0);
    }

    /** For an instance, by its number: through its link. */
    public String bootstrapServers(int instance) {
        return addresses(1 + instance);
    }

    private String addresses(int listener) {
        return ports.get(listener).stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers(), "default.api.timeout.ms", "60000"));
    }

    /** Creates topics by name and number of partitions, on all brokers. */
    public void createTopics(Map<String, Integer> partitions) throws IOException, InterruptedException {
        List<NewTopic> topics = partitions.entrySet().stream()
                .map(topic -> new NewTopic(topic.getKey(), topic.getValue(), (short) brokers.size()))
                .toList();
        try (Admin admin = admin()) {
            for (KafkaFuture<Void> created : admin.createTopics(topics).values().values()) {
                await(created);
            }
        }
    }

    private static void await(KafkaFuture<Void> created) throws IOException, InterruptedException {
        try {
            created.get();
        } catch (ExecutionException e) {
            // The admin client asks again where an answer is late: the topic has been created then.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IOException("A topic could not be created: " + e.getCause(), e);
            }
        }
    }

    /** Waits until all brokers serve. */
    public void awaitBrokers(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        try (Admin admin = admin()) {
            while (nodes(admin) < brokers.size()) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("Not all of the " + brokers.size() + " brokers serve after "
                            + patience.toSeconds() + " s.");
                }
                Thread.sleep(100);
            }
        }
    }

    private static int nodes(Admin admin) throws InterruptedException {
        try {
            return admin.describeCluster().nodes().get().size();
        } catch (ExecutionException notYet) {
            return 0;
        }
    }

    @Override
    public void close() {
        brokers.forEach(Broker::close);
    }
}
