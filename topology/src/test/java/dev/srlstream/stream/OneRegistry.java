package dev.srlstream.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A registry on loopback that gives out schemas by id in Confluent's dialect, and takes every new one. */
public final class OneRegistry implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // Otherwise each answer waits 40 ms for the client's acknowledgement of its headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final List<Map<String, String>> schemas = new CopyOnWriteArrayList<>();
    private volatile int refusal;
    private volatile @Nullable String authorization;

    public OneRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * @param type as the registry names it; null for Avro
     * @return its id
     */
    public int put(String text, @Nullable String type) {
        schemas.add(type == null ? Map.of("schema", text) : Map.of("schema", text, "schemaType", type));
        return schemas.size();
    }

    /** From now on every answer has this status. */
    public void refuse(int status) {
        refusal = status;
    }

    /** Of the last request. */
    public @Nullable String authorization() {
        return authorization;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            if (refusal != 0) {
                answer(exchange, refusal, Map.of("error_code", refusal * 100 + 1, "message", "told to"));
            } else if (exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 200, Map.of("id", registered(body)));
            } else {
                answerById(exchange, path.substring(path.lastIndexOf('/') + 1));
            }
        }
    }

    private int registered(String body) throws JsonProcessingException {
        return put(JSON.readTree(body).path("schema").asText(), null);
    }

    private void answerById(HttpExchange exchange, String id) throws IOException {
        int index = Integer.parseInt(id) - 1;
        if (index >= 0 && index < schemas.size()) {
            answer(exchange, 200, schemas.get(index));
        } else {
            answer(exchange, 404, Map.of("error_code", 40403, "message", "Schema " + id + " not found"));
        }
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
