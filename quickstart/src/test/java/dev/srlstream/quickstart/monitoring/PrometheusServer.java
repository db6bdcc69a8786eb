package dev.srlstream.quickstart.monitoring;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.srlstream.quickstart.LoopbackPorts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A Prometheus on loopback, with its data in a folder. Ends when it is closed, and however this JVM ends. */
public final class PrometheusServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Ends the program when stdin does. */
    private static final String TIED = "\"$@\" & program=$!; cat >/dev/null; kill -9 $program";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final String url;
    private final HttpClient client = HttpClient.newHttpClient();

    private PrometheusServer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param configuration its file, in a folder that takes data and log
     */
    public static PrometheusServer start(InstalledProgram program, Path configuration) throws IOException {
        Path folder = configuration.resolveSibling("prometheus");
        int port = LoopbackPorts.free(1).get(0);
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        TIED,
                        "sh",
                        program.path().toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder,
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(configuration.resolveSibling("prometheus.log").toFile())
                .start();
        PrometheusServer server = new PrometheusServer(process, "http://127.0.0.1:" + port);
        try {
            await("Prometheus is ready; see prometheus.log")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> server.get("/-/ready").statusCode() == 200);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /**
     * What an expression comes to now: its samples, each with labels and a value.
     *
     * @throws IllegalArgumentException when Prometheus cannot evaluate it
     */
    public JsonNode query(Expression expression) throws IOException, InterruptedException {
        JsonNode answer = JSON.readTree(
                get("/api/v1/query?query=" + URLEncoder.encode(expression.promql(), StandardCharsets.UTF_8))
                        .body());
        if (!answer.path("status").asText().equals("success")) {
            throw new IllegalArgumentException(expression + ": " + answer.path("error"));
        }
        return answer.path("data").path("result");
    }

    /** Whether there is a number among its samples. */
    public boolean hasData(Expression expression) throws IOException, InterruptedException {
        for (JsonNode sample : query(expression)) {
            if (!sample.path("value").path(1).asText().equals("NaN")) {
                return true;
            }
        }
        return false;
    }

    /** The rules as it has evaluated them. */
    public JsonNode rules() throws IOException, InterruptedException {
        return JSON.readTree(get("/api/v1/rules").body()).path("data").path("groups");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofMinutes(1))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }
}
