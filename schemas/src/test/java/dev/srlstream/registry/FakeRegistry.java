package dev.srlstream.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.jspecify.annotations.Nullable;

/** A schema registry in memory, on loopback and a free port, with the answers that Confluent's or Apicurio's gives. Closed by its test. */
public final class FakeRegistry implements AutoCloseable {
    /** Whose answers it gives; as observed from Apicurio 3.0.9, and as Confluent documents them. */
    public enum Dialect {
        CONFLUENT(""),
        APICURIO("/apis/ccompat/v7");

        final String path;

        Dialect(String path) {
            this.path = path;
        }
    }

    /** A request as it came in; the path is without the dialect's base. */
    public record Request(String line, Map<String, List<String>> headers) {}

    private record Stored(
            String text, JsonNode references, @Nullable String type) {}

    private record Answer(int status, String body) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Dialect dialect;
    private final Map<Integer, Stored> schemas = new LinkedHashMap<>();
    private final Map<String, List<Integer>> subjects = new LinkedHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Integer> failures = new ConcurrentLinkedQueue<>();
    private volatile @Nullable String authorization;

    public FakeRegistry(Dialect dialect) throws IOException {
        this.dialect = dialect;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** {@code host:port}. */
    public String authority() {
        return server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    public String url() {
        return "http://" + authority() + dialect.path;
    }

    /** Settings of a client for it. */
    public Map<String, Object> settings() {
        return settings(url());
    }

    /** Settings of a client that repeats at once, and whose patience outlasts a busy machine. */
    public static Map<String, Object> settings(String urls) {
        return Map.of(
                SchemaRegistryConfig.URL,
                urls,
                SchemaRegistryConfig.RETRIES_WAIT_MS,
                "1",
                SchemaRegistryConfig.CONNECT_TIMEOUT_MS,
                "60000",
                SchemaRegistryConfig.READ_TIMEOUT_MS,
                "60000");
    }

    /** The next requests get these statuses and an error body. */
    public void failNext(Integer... statuses) {
        failures.addAll(List.of(statuses));
    }

    /** From now on, requests without this header value get 401. */
    public void requireAuthorization(String value) {
        authorization = value;
    }

    public List<Request> requests() {
        return requests;
    }

    public List<String> requestLines() {
        return requests.stream().map(Request::line).toList();
    }

    /** Stores a schema without any check, whatever its type. */
    public synchronized int put(String subject, String text, @Nullable String type) {
        return store(subject, new Stored(text, JSON.createArrayNode(), type));
    }

    /** Stores an Avro schema that refers to the first version of a subject by a name. */
    public synchronized int putReferring(String subject, String text, String name, String referredSubject) {
        ObjectNode reference = JSON.createObjectNode()
                .put("name", name)
                .put("subject", referredSubject)
                .put("version", 1);
        return store(subject, new Stored(text, JSON.createArrayNode().add(reference), null));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestURI().toString();
        String path = target.startsWith(dialect.path) ? target.substring(dialect.path.length()) : "/elsewhere" + target;
        requests.add(new Request(exchange.getRequestMethod() + " " + path, Map.copyOf(exchange.getRequestHeaders())));
        byte[] body = exchange.getRequestBody().readAllBytes();
        Answer answer = answer(exchange, path, body);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer answer(HttpExchange exchange, String path, byte[] body) throws IOException {
        Integer failure = failures.poll();
        if (failure != null) {
            return error(failure, failure * 100 + 1, "told to fail");
        }
        String required = authorization;
        if (required != null && !required.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return error(401, 401, "Unauthorized");
        }
        return answer(exchange.getRequestMethod(), path.replaceAll("\\?.*", "").split("/", -1), body);
    }

    private synchronized Answer answer(String method, String[] path, byte[] body) throws IOException {
        String subject = path.length > 2 ? URLDecoder.decode(path[2], StandardCharsets.UTF_8) : "";
        return switch (method + " " + path[1] + " " + path.length) {
            case "GET schemas 3" -> new Answer(200, "[\"AVRO\"]");
            case "GET schemas 4" -> byId(Integer.parseInt(path[3]));
            case "POST subjects 3" -> lookUp(subject, JSON.readTree(body));
            case "POST subjects 4" -> register(subject, JSON.readTree(body));
            case "POST compatibility 5" ->
                compatibility(URLDecoder.decode(path[3], StandardCharsets.UTF_8), JSON.readTree(body));
            case "GET subjects 5" -> version(subject, path[4]);
            default -> elsewhere();
        };
    }

    private Answer elsewhere() {
        return dialect == Dialect.CONFLUENT ? error(404, 404, "HTTP 404 Not Found") : new Answer(404, "");
    }

    private Answer byId(int id) {
        Stored stored = schemas.get(id);
        return stored == null
                ? error(404, 40403, "Schema " + id + " not found")
                : new Answer(200, described(stored).toString());
    }

    private Answer lookUp(String subject, JsonNode request) {
        if (!subjects.containsKey(subject)) {
            return error(404, 40401, "Subject '" + subject + "' not found.");
        }
        Integer id = idOf(subject, request);
        return id == null ? error(404, 40403, "Schema not found") : new Answer(200, "{\"id\":" + id + "}");
    }

    private Answer register(String subject, JsonNode request) {
        Integer id = idOf(subject, request);
        if (id == null) {
            String text = request.path("schema").asText();
            Schema schema = new Schema.Parser().parse(text);
            for (int older : subjects.getOrDefault(subject, List.of())) {
                if (!reads(schema, new Schema.Parser().parse(stored(older).text()))) {
                    int code = dialect == Dialect.CONFLUENT ? 40901 : 409;
                    return error(409, code, "Schema being registered is incompatible with an earlier schema");
                }
            }
            id = put(subject, text, null);
        }
        return new Answer(200, "{\"id\":" + id + "}");
    }

    private Answer compatibility(String subject, JsonNode request) {
        Schema schema = new Schema.Parser().parse(request.path("schema").asText());
        boolean compatible = subjects.getOrDefault(subject, List.of()).stream()
                .allMatch(
                        id -> reads(schema, new Schema.Parser().parse(stored(id).text())));
        return new Answer(200, "{\"is_compatible\":" + compatible + "}");
    }

    private static boolean reads(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }

    private Stored stored(int id) {
        return Objects.requireNonNull(schemas.get(id));
    }

    private Answer version(String subject, String version) {
        List<Integer> versions = subjects.get(subject);
        if (versions == null) {
            return error(404, 40401, "Subject '" + subject + "' not found.");
        }
        int number = version.equals("latest") ? versions.size() : Integer.parseInt(version);
        if (number > versions.size()) {
            return error(404, 40402, "Version " + number + " not found.");
        }
        int id = versions.get(number - 1);
        ObjectNode described = described(stored(id));
        return new Answer(
                200,
                described
                        .put("subject", subject)
                        .put("version", number)
                        .put("id", id)
                        .toString());
    }

    private ObjectNode described(Stored stored) {
        ObjectNode described = JSON.createObjectNode().put("schema", stored.text());
        if (stored.type() != null) {
            described.put("schemaType", stored.type());
        } else if (dialect == Dialect.APICURIO) {
            described.put("schemaType", "AVRO");
        }
        if (dialect == Dialect.APICURIO || !stored.references().isEmpty()) {
            described.set("references", stored.references());
        }
        return described;
    }

    private @Nullable Integer idOf(String subject, JsonNode request) {
        return subjects.getOrDefault(subject, List.of()).stream()
                .filter(id -> stored(id).text().equals(request.path("schema").asText()))
                .findFirst()
                .orElse(null);
    }

    private int store(String subject, Stored stored) {
        int id = schemas.size() + 1;
        schemas.put(id, stored);
        subjects.computeIfAbsent(subject, name -> new ArrayList<>()).add(id);
        return id;
    }

    private Answer error(int status, int code, String message) {
        try {
            return new Answer(status, JSON.writeValueAsString(Map.of("error_code", code, "message", message)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
