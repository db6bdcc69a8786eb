package dev.srlstream.reliability.service;

import dev.srlstream.config.SettingKeys;
import dev.srlstream.reliability.cluster.Child;
import dev.srlstream.reliability.cluster.Cluster;
import dev.srlstream.reliability.cluster.Registry;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The instances of a run, each started again whenever it has ended, as Kubernetes does. Owned by the run, which closes it;
 * faults may strike its instances from the run's thread while its own thread starts them again.
 */
public final class Fleet implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration ORDERLY_END = Duration.ofMinutes(2);

    private final Cluster cluster;
    private final Registry registry;
    private final Map<String, String> settings;
    private final List<Path> classPath;
    private final Path folder;
    private final Duration slowness;
    private boolean slow;
    private final List<Instance> current = new ArrayList<>();
    private final List<Instance> all = new ArrayList<>();
    private final Map<Integer, Integer> surprises = new TreeMap<>();
    private final Thread supervisor = new Thread(this::supervise, "fleet");
    private boolean over;

    /**
     * @param settings of every instance, but for the addresses of brokers and registry
     * @param classPath what instances run instead of the same classes of the product
     * @param folder takes their settings and logs
     * @param slowness how long a batch takes on a slow device
     * @param slow whether devices are slow from the start
     */
    public Fleet(
            Cluster cluster,
            Registry registry,
            Map<String, String> settings,
            List<Path> classPath,
            Path folder,
            Duration slowness,
            boolean slow) {
        this.cluster = cluster;
        this.registry = registry;
        this.settings = settings;
        this.classPath = classPath;
        this.folder = folder;
        this.slowness = slowness;
        this.slow = slow;
        supervisor.setDaemon(true);
    }

    public void start(int instances) throws IOException {
        synchronized (this) {
            for (int i = 0; i < instances; i++) {
                current.add(launch(i));
            }
        }
        supervisor.start();
    }

    private Instance launch(int number) throws IOException {
        String name = "instance-" + number;
        Properties properties = new Properties();
        properties.putAll(settings);
        String start = "%s-%03d".formatted(name, all.size());
        properties.put("kafka.client.id", start);
        properties.put(SettingKeys.BOOTSTRAP_SERVERS, cluster.bootstrapServers(number));
        properties.put(SettingKeys.REGISTRY_URL, registry.urlFor(number));
        Path configuration = folder.resolve(name + ".properties");
        try (Writer writer = Files.newBufferedWriter(configuration)) {
            properties.store(writer, null);
        }
        Path log = folder.resolve(start + ".log");
        Child process = Child.start(
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:+CrashOnOutOfMemoryError",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + folder.resolve(start + ".crash.log"),
                        "-Dsrl.log.level=info"),
                classPath.stream().map(Path::toString).toList(),
                InstanceMain.class.getName(),
                List.of(configuration.toString(), Long.toString(slowness.toMillis()), Boolean.toString(slow)),
                log);
        Instance instance = new Instance(start, process, log);
        all.add(instance);
        return instance;
    }

    private void supervise() {
        try {
            while (!isOver()) {
                Thread.sleep(PAUSE.toMillis());
                replaceEnded();
            }
        } catch (InterruptedException | IOException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    private synchronized void replaceEnded() throws IOException {
        for (int i = 0; i < current.size() && !over; i++) {
            Instance instance = current.get(i);
            if (!instance.process().isAlive()) {
                count(instance);
                current.set(i, launch(i));
            }
        }
    }

    private void count(Instance ended) {
        if (!ended.isExpectedToEnd()) {
            surprises.merge(ended.process().exitCode().orElse(-1), 1, Integer::sum);
        }
    }

    /** Makes the devices of all slow, or well again, and of those that are started from now on. */
    public synchronized void makeSlow(boolean slow) {
        this.slow = slow;
        current.forEach(instance -> instance.show(slow ? Symptom.SLOW : Symptom.NONE));
    }

    public synchronized int size() {
        return current.size();
    }

    /** The instance that runs now under a number. */
    public synchronized Instance instance(int number) {
        return current.get(number);
    }

    /** Whether all are alive and consume. */
    public synchronized boolean isComplete() {
        return current.stream().allMatch(i -> i.process().isAlive() && i.hasStarted());
    }

    /** What those that run now call themselves before the brokers. */
    public synchronized List<String> names() {
        return current.stream().map(Instance::name).toList();
    }

    /** How often instances ended that no fault had ended or was to end, by exit code. */
    public synchronized Map<Integer, Integer> surprises() {
        return new HashMap<>(surprises);
    }

    /** Ids of all processes there were; ids come round again in a long trial. */
    public synchronized List<Long> launched() {
        return pids(instance -> true);
    }

    /** Ids of the processes that came so far as to consume. */
    public synchronized List<Long> started() {
        return pids(Instance::hasStarted);
    }

    private List<Long> pids(Predicate<Instance> which) {
        return all.stream()
                .filter(which)
                .map(instance -> instance.process().pid())
                .toList();
    }

    /** Lets the logs of all tell what every thread is at. */
    public synchronized void tellThreads() throws IOException {
        for (Instance instance : current) {
            instance.process().tellThreads();
        }
    }

    /** Ends all in an orderly way. Returns a sentence about each that has not ended so. */
    public List<String> stop() throws IOException {
        List<Instance> last;
        synchronized (this) {
            over = true;
            last = List.copyOf(current);
        }
        for (Instance instance : last) {
            instance.process().terminate();
        }
        List<String> wrong = new ArrayList<>();
        for (Instance instance : last) {
            int exitCode = instance.terminate(ORDERLY_END);
            if (exitCode != 0) {
                wrong.add("Stopped in the end by SIGTERM, process %d exited with %d; its last error: %s"
                        .formatted(
                                instance.process().pid(),
                                exitCode,
                                instance.lastError().orElse("none")));
            }
        }
        return wrong;
    }

    @Override
    public synchronized void close() {
        over = true;
        all.forEach(instance -> instance.process().close());
    }
}
