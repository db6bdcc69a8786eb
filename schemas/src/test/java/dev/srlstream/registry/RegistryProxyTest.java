package dev.srlstream.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class RegistryProxyTest {
    private static final String REGISTRY = "http://registry.invalid:8081";

    @Test
    void asksTheProxyForTheRegistry() throws IOException {
        // Given
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            byte[] body = "[\"AVRO\"]".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        proxy.start();
        try {
            Map<String, Object> settings = new HashMap<>(FakeRegistry.settings(REGISTRY));
            settings.put("proxy.host", "127.0.0.1");
            settings.put("proxy.port", proxy.getAddress().getPort());

            // When
            new SchemaRegistryClient(settings).requireReachable();

            // Then
            assertThat(asked).containsExactly(REGISTRY + "/schemas/types");
        } finally {
            proxy.stop(0);
        }
    }

    @Test
    void refusesAProxyWithoutAPort() {
        // Given
        Map<String, Object> settings = new HashMap<>(FakeRegistry.settings(REGISTRY));
        settings.put("proxy.host", "127.0.0.1");

        // When
        Throwable thrown = catchThrowable(() -> new SchemaRegistryClient(settings));

        // Then
        assertThat(thrown).isInstanceOf(ConfigException.class).hasMessageContaining("proxy.port");
    }
}
