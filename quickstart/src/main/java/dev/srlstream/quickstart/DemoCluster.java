package dev.srlstream.quickstart;

import dev.srlstream.config.SettingKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A broker with the demo's topics, and a registry. Owned by the demo, which closes it. */
record DemoCluster(EmbeddedBroker broker, ApicurioRegistry registry) implements AutoCloseable {
    static final String SENTENCES = "sentences";
    static final String FRAMES = "frames";
    static final String REJECTIONS = "rejections";
    static final String DIAGNOSTICS = "diagnostics";

    /** Starts both at the same time and returns when both serve. */
    static DemoCluster start(Path registryInstallation) throws IOException, InterruptedException {
        FutureTask<ApicurioRegistry> registry = inBackground(() -> ApicurioRegistry.start(registryInstallation));
        EmbeddedBroker broker;
        try {
            broker = EmbeddedBroker.start();
        } catch (IOException e) {
            result(registry).close();
            throw e;
        }
        try {
            broker.createTopics(Map.of(SENTENCES, 4, FRAMES, 4, REJECTIONS, 1, DIAGNOSTICS, 1));
            return new DemoCluster(broker, result(registry));
        } catch (IOException | InterruptedException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Settings of a service on this cluster. */
    Map<String, String> settings(QuickstartFiles files) {
        Map<String, String> settings = new TreeMap<>();
        settings.put(SettingKeys.APPLICATION_ID, "srl-demo");
        settings.put(SettingKeys.BOOTSTRAP_SERVERS, broker.bootstrapServers());
        settings.put(SettingKeys.REGISTRY_URL, registry.url());
        settings.put(SettingKeys.TOPIC_SENTENCES, SENTENCES);
        settings.put(SettingKeys.TOPIC_FRAMES, FRAMES);
        settings.put(SettingKeys.TOPIC_REJECTIONS, REJECTIONS);
        settings.put(SettingKeys.TOPIC_DIAGNOSTICS, DIAGNOSTICS);
        settings.put(SettingKeys.MODEL_PATH, files.checkpoint().toString());
        files.modelCache().ifPresent(folder -> settings.put(SettingKeys.MODEL_CACHE_DIR, folder.toString()));
        settings.put(SettingKeys.HTTP_PORT, "0");
        settings.put(SettingKeys.CONSOLE_SENTENCES, "true");
        settings.put("kafka.replication.factor", "1");
        return settings;
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
    }

    private static <T> FutureTask<T> inBackground(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = new Thread(future, "demo-registry");
        thread.setDaemon(true);
        thread.start();
        return future;
    }

    private static <T> T result(FutureTask<T> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
        }
    }
}
