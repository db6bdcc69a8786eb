package dev.srlstream.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An OAuth token endpoint on loopback and a free port, which issues t1, t2, … Closed by its test. */
final class FakeTokenEndpoint implements AutoCloseable {
    /** A request as it came in. */
    record Request(
            String method,
            @Nullable String authorization,
            @Nullable String type,
            String form) {}

    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Answer> next = new ConcurrentLinkedQueue<>();
    private volatile int lifetime = 3_600;

    FakeTokenEndpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    /** The next request gets this. */
    void answerNext(int status, String body) {
        next.add(new Answer(status, body));
    }

    /** How many seconds the tokens are good for. */
    void issueFor(int seconds) {
        lifetime = seconds;
    }

    List<Request> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(
                exchange.getRequestMethod(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                form));
        Answer answer = next.poll();
        String body = answer != null
                ? answer.body()
                : "{\"access_token\":\"t%d\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
                        .formatted(requests.size(), lifetime);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer == null ? 200 : answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
