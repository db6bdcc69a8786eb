package dev.srlstream.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.srlstream.config.Settings;
import dev.srlstream.manifests.rule.ServedPaths;
import dev.srlstream.operations.SrlService;
import dev.srlstream.operations.StartupException;
import dev.srlstream.warmup.WarmUpListener;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the rules take for the paths of the HTTP port is what a real one serves. */
class ServedPathsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void anInstanceServesWhatProbesAndScrapesAskFor() throws Exception {
        // An instance whose start is refused stays, and needs neither brokers nor a checkpoint.
        Settings settings = Settings.load(
                null,
                Map.of("SRL_HTTP_PORT", "0", "SRL_HTTP_LINGER_MS", "3600000", "SRL_MODEL_PATH", "/there/is/none"),
                Map.of());
        try (SrlService service = new SrlService(settings, WarmUpListener.SILENT)) {
            FutureTask<Integer> start = new FutureTask<>(() -> exitCode(service));
            new Thread(start, "start").start();
            await("the port").atMost(PATIENCE).until(() -> service.url().isPresent());
            String url = service.url().orElseThrow();
            await("the refusal")
                    .atMost(PATIENCE)
                    .until(() -> get(url, "/startupz").body().contains("failed"));

            for (String path : ServedPaths.PROBES.values()) {
                HttpResponse<String> answer = get(url, path);
                assertThat(answer.statusCode()).as(path).isEqualTo(path.equals("/livez") ? 200 : 503);
                assertThat(answer.body()).contains("There is no checkpoint at /there/is/none");
            }
            assertThat(get(url, ServedPaths.METRICS).body()).contains("srl_state{");
            assertThat(get(url, "/healthz").statusCode()).isEqualTo(404);

            service.close();
            assertThat(start.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    private static int exitCode(SrlService service) {
        try {
            service.start();
            return 0;
        } catch (StartupException e) {
            return e.exitCode();
        }
    }

    private static HttpResponse<String> get(String url, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url).resolve(path)).build(), BodyHandlers.ofString());
    }
}
