package dev.srlstream.quickstart;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Passes requests on to a real registry, for servers of tests that stand before one. Safe from any thread. */
final class RegistryForwarding {
    private final URI registry;
    private final HttpClient http = HttpClient.newHttpClient();

    RegistryForwarding(ApicurioRegistry registry) {
        this.registry = URI.create(registry.url());
    }

    /** The path of the registry's interface. */
    String path() {
        return registry.getPath();
    }

    /** Answers as the registry does. */
    void forward(HttpExchange exchange) throws IOException {
        try {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(
                                    registry.resolve(exchange.getRequestURI().toString()))
                            .method(
                                    exchange.getRequestMethod(),
                                    BodyPublishers.ofByteArray(
                                            exchange.getRequestBody().readAllBytes()))
                            .setHeader("Content-Type", "application/vnd.schemaregistry.v1+json")
                            .build(),
                    BodyHandlers.ofByteArray());
            answer(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
