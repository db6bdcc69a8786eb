package dev.srlstream.reliability.cluster;

import dev.srlstream.quickstart.ApicurioRegistry;
import dev.srlstream.quickstart.LoopbackPorts;
import dev.srlstream.quickstart.QuickstartFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A schema registry whose schemas outlive its process. Owned by the run, which closes it. */
public final class Registry implements AutoCloseable {
    private final String host;
    private final int port;
    private final Path data;
    private @Nullable ApicurioRegistry process;

    private Registry(String host, int port, Path data) {
        this.host = host;
        this.port = port;
        this.data = data;
    }

    /** @param folder takes its data */
    public static Registry start(Network network, Path folder) throws IOException, InterruptedException {
        Registry registry =
                new Registry(network.address(), LoopbackPorts.free(1).get(0), folder.resolve("registry"));
        registry.start();
        return registry;
    }

    /** Starts its process again, and returns when it answers. */
    public void start() throws IOException, InterruptedException {
        process = ApicurioRegistry.start(
                QuickstartFiles.locate().registry(),
                host,
                port,
                Map.of("apicurio.datasource.url", "jdbc:h2:file:" + data + ";WRITE_DELAY=0"));
    }

    public String url() {
        return "http://" + host + ":" + port + "/apis/ccompat/v7";
    }

    /** As {@code kill -9}. */
    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
