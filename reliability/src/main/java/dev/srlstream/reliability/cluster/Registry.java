package dev.srlstream.reliability.cluster;

import dev.srlstream.quickstart.ApicurioRegistry;
import dev.srlstream.quickstart.LoopbackPorts;
import dev.srlstream.quickstart.QuickstartFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A schema registry whose schemas outlive its process. Owned by the run, which closes it. */
public final class Registry implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final int port;
    private final List<Integer> entrances;
    private final Path data;
    private @Nullable ApicurioRegistry process;

    private Registry(int port, List<Integer> entrances, Path data) {
        this.port = port;
        this.entrances = entrances;
        this.data = data;
    }

    /** @param folder takes its data */
    public static Registry start(Network network, Path folder) throws IOException, InterruptedException {
        int port = LoopbackPorts.free(1).get(0);
        List<Integer> entrances = new ArrayList<>();
        for (Link link : network.links()) {
            entrances.add(link.to(port));
        }
        Registry registry = new Registry(port, entrances, folder.resolve("registry"));
        registry.start();
        return registry;
    }

    /** Starts its process again, and returns when it answers. */
    public void start() throws IOException, InterruptedException {
        process = ApicurioRegistry.start(
                QuickstartFiles.locate().registry(),
                HOST,
                port,
                Map.of("apicurio.datasource.url", "jdbc:h2:file:" + data + ";WRITE_DELAY=0"));
    }

    /** For everybody but instances: no link can cut it off. */
    public String url() {
        return url(port);
    }

    /** For an instance, by its number: through its link. */
    public String urlFor(int instance) {
        return url(entrances.get(instance));
    }

    private static String url(int port) {
        return "http://" + HOST + ":" + port + "/apis/ccompat/v7";
    }

    /** Settings of the trial's own serializers and deserializers: they wait for some minutes while the registry is down. */
    public Map<String, Object> serde() {
        return Map.of("schema.registry.url", url(), "max.retries", 180, "retries.max.wait.ms", 1_000L);
    }

    /** As {@code kill -9}. */
    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
