package dev.srlstream.reliability.cluster;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A broker with its disk, which outlives the broker's process. Owned by the cluster. */
public final class Broker implements AutoCloseable {
    private final String name;
    private final String cluster;
    private final Disk disk;
    private final Path configuration;
    private final KafkaLibraries kafka;
    private final Path log;
    private @Nullable Child process;
    private int starts;

    /**
     * @param kafka what it runs
     * @param settings of Kafka's, without {@code log.dirs}
     * @param folder takes configuration and logs
     */
    Broker(String name, String cluster, KafkaLibraries kafka, Properties settings, int diskMegabytes, Path folder)
            throws IOException {
        this.name = name;
        this.cluster = cluster;
        this.kafka = kafka;
        this.disk = Disk.create(diskMegabytes);
        this.configuration = folder.resolve(name + ".properties");
        this.log = folder;
        Path data = Files.createDirectories(disk.path().resolve("log"));
        settings.put("log.dirs", data.toString());
        try (Writer writer = Files.newBufferedWriter(configuration)) {
            settings.store(writer, null);
        }
    }

    public String name() {
        return name;
    }

    /** Starts its process, for the first time or again. */
    public void start() throws IOException {
        boolean first = starts++ == 0;
        process = Child.start(
                List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                kafka.jars().stream().map(Path::toString).toList(),
                BrokerMain.class.getName(),
                List.of(configuration.toString(), cluster, Boolean.toString(first)),
                log.resolve(name + "-" + starts + ".log"));
    }

    public Child process() {
        if (process == null) {
            throw new IllegalStateException(name + " has not been started");
        }
        return process;
    }

    /** Why its disk cannot be filled; empty where it can. */
    public Optional<String> diskObstacle() {
        return disk.obstacle();
    }

    /** Fills its disk, and returns whether the broker gave up within the time. */
    public boolean fillDisk(Duration patience) throws IOException {
        disk.fill();
        return process().awaitExit(patience);
    }

    public void freeDisk() throws IOException {
        disk.free();
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        disk.close();
    }
}
