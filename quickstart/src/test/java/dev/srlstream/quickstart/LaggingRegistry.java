package dev.srlstream.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A follower of a real registry that does not have some schemas yet, and passes everything else through. */
final class LaggingRegistry implements AutoCloseable {
    private final URI registry;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<Integer> missing = ConcurrentHashMap.newKeySet();
    private final AtomicInteger misses = new AtomicInteger();

    LaggingRegistry(ApicurioRegistry registry) throws IOException {
        this.registry = URI.create(registry.url());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + registry.getPath();
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
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            if (missing.stream().anyMatch(schema -> path.endsWith("/schemas/ids/" + schema))) {
                misses.incrementAndGet();
                answer(
                        exchange,
                        404,
                        "{\"error_code\":40403,\"message\":\"Schema not found\"}".getBytes(StandardCharsets.UTF_8));
                return;
            }
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(
                                    registry.resolve(exchange.getRequestURI().toString()))
                            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body))
                            .setHeader("Content-Type", "application/vnd.schemaregistry.v1+json")
                            .build(),
                    BodyHandlers.ofByteArray());
            answer(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
