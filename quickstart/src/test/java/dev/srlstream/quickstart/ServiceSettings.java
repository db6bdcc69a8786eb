package dev.srlstream.quickstart;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Settings of a service under test: the bundled checkpoint on the CPU, all files in one folder. */
final class ServiceSettings {
    private ServiceSettings() {}

    static Map<String, String> of(EmbeddedBroker broker, ApicurioRegistry registry, Path folder) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("schema.registry.url", registry.url());
        settings.put("model.path", QuickstartFiles.locate().checkpoint().toString());
        settings.put("model.device", "cpu");
        settings.put("http.port", "0");
        settings.put("model.cache.dir", folder.resolve("models").toString());
        return settings;
    }
}
