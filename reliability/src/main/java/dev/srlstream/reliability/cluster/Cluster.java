package dev.srlstream.reliability.cluster;

import dev.srlstream.quickstart.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

/**
 * Brokers, each also a controller, as processes of their own: one, or three with every partition on all of them and two needed
 * for a write. Owned by the run, which closes it.
 */
public final class Cluster implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final int DISK_MEGABYTES = 2_048;

    private final List<Broker> brokers = new ArrayList<>();
    private final String bootstrapServers;

    private Cluster(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts brokers and returns when all serve.
     *
     * @param kafka what they run
     * @param folder takes their configurations and logs
     */
    public static Cluster start(Network network, int size, KafkaLibraries kafka, Path folder)
            throws IOException, InterruptedException {
        String address = network.address();
        List<Integer> ports = LoopbackPorts.free(2 * size);
        Cluster cluster = new Cluster(IntStream.range(0, size)
                .mapToObj(node -> address + ":" + ports.get(node))
                .collect(Collectors.joining(",")));
        String quorum = IntStream.range(0, size)
                .mapToObj(node -> node + "@127.0.0.1:" + ports.get(size + node))
                .collect(Collectors.joining(","));
        String id = Uuid.randomUuid().toString();
        try {
            for (int node = 0; node < size; node++) {
                Properties settings = BrokerSettings.of(node, size, quorum);
                settings.put(
                        "listeners",
                        "CLIENT://%s:%d,CONTROLLER://127.0.0.1:%d"
                                .formatted(address, ports.get(node), ports.get(size + node)));
                Broker broker = new Broker("broker-" + node, id, kafka, settings, DISK_MEGABYTES, folder);
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

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers, "default.api.timeout.ms", "60000"));
    }

    /** Creates topics by name and number of partitions, on all brokers. */
    public void createTopics(Map<String, Integer> partitions) throws IOException, InterruptedException {
        List<NewTopic> topics = partitions.entrySet().stream()
                .map(topic -> new NewTopic(topic.getKey(), topic.getValue(), (short) brokers.size()))
                .toList();
        try (Admin admin = admin()) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IOException("Topics could not be created: " + e.getCause(), e);
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
