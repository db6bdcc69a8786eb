package dev.srlstream.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A follower of a real registry that does not have some schemas yet, and passes everything else through. */
final class LaggingRegistry implements AutoCloseable {
    private final RegistryForwarding registry;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Set<Integer> missing = ConcurrentHashMap.newKeySet();
    private final AtomicInteger misses = new AtomicInteger();

    LaggingRegistry(ApicurioRegistry registry) throws IOException {
        this.registry = new RegistryForwarding(registry);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + registry.path();
    }

    void lacks(int schema) {
        missing.add(schema);
    }

    void catchUp() {
        missing.clear();
    }

    /** How often it was asked for a schema that it did not have. */
    int misses() {
        return misses.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (missing.stream().anyMatch(schema -> path.endsWith("/schemas/ids/" + schema))) {
                misses.incrementAndGet();
                RegistryForwarding.answer(
                        exchange,
                        404,
                        "{\"error_code\":40403,\"message\":\"Schema not found\"}".getBytes(StandardCharsets.UTF_8));
            } else {
                registry.forward(exchange);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
