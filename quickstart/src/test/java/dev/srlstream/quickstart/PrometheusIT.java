package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.config.Settings;
import dev.srlstream.operations.SrlService;
import dev.srlstream.quickstart.monitoring.AlertRules;
import dev.srlstream.quickstart.monitoring.Dashboard;
import dev.srlstream.quickstart.monitoring.Expression;
import dev.srlstream.quickstart.monitoring.InstalledProgram;
import dev.srlstream.quickstart.monitoring.PrometheusServer;
import dev.srlstream.warmup.WarmUpListener;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus, as docs/operate.md sets it up, scrapes a real instance at work. */
class PrometheusIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int PARTITIONS = 2;
    private static final int BURST = 50;

    /** What there is nothing of in an instance that is well, or outside Kubernetes. */
    private static final Map<String, String> WITHOUT_DATA = Map.of(
            "kube_pod_container_status_.*", "there is no Kubernetes here",
            "srl_model_info\\{outcome=\"DEGRADED\"}", "the model has all its weights");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyExpressionFindsItsData() throws Exception {
        InstalledProgram program = InstalledProgram.required("prometheus");
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            broker.createTopics(
                    Map.of("sentences", PARTITIONS, "frames", PARTITIONS, "rejections", PARTITIONS, "diagnostics", 1));
            Settings settings = Settings.load(null, Map.of(), ServiceSettings.of(broker, SharedRegistry.get(), folder));
            try (SrlService service = new SrlService(settings, WarmUpListener.SILENT);
                    SentenceFeed feed = new SentenceFeed(
                            "sentences", PARTITIONS, broker.bootstrapServers(), settings.serdeConfig())) {
                // Given
                service.start();
                assertThat(service.awaitRunning(PATIENCE)).isTrue();
                String url = service.url().orElseThrow();
                try (PrometheusServer prometheus = PrometheusServer.start(program, configuration(url))) {
                    // When
                    System.gc(); // There is no meter of collections before the first.
                    int[] published = {0};
                    await("data for each expression")
                            .atMost(PATIENCE)
                            .pollInterval(Duration.ofSeconds(1))
                            .untilAsserted(() -> {
                                published[0] += BURST;
                                feed.publishUpTo(published[0], 0);
                                assertThat(missing(prometheus, expressions())).isEmpty();
                            });
                    // Then
                    for (Expression alert : AlertRules.read().expressions()) {
                        prometheus.query(alert);
                    }
                    await("rules evaluated").atMost(PATIENCE).until(() -> unhealthy(prometheus.rules())
                            .isEmpty());
                    assertThat(prometheus.hasData(new Expression("nowhere", "srl_no_such_metric")))
                            .isFalse();
                    lint(new Scrape(url).metrics());
                }
            }
        }
    }

    /** The dashboard's, and for each alert what it looks at: the alert itself is empty where all is well. */
    private static List<Expression> expressions() throws Exception {
        List<Expression> expressions = new ArrayList<>(Dashboard.read().expressions("srl-stream"));
        for (Expression alert : AlertRules.read().expressions()) {
            for (String selector : alert.selectors()) {
                expressions.add(new Expression(alert.place(), selector));
            }
        }
        return expressions;
    }

    private static List<Expression> missing(PrometheusServer prometheus, List<Expression> expressions)
            throws Exception {
        List<Expression> missing = new ArrayList<>();
        for (Expression expression : expressions) {
            boolean exempt = WITHOUT_DATA.keySet().stream().anyMatch(expression.promql()::matches);
            if (!prometheus.hasData(expression) && !exempt) {
                missing.add(expression);
            }
        }
        return missing;
    }

    private static List<String> unhealthy(JsonNode groups) {
        List<String> unhealthy = new ArrayList<>();
        for (JsonNode group : groups) {
            for (JsonNode rule : group.path("rules")) {
                if (!rule.path("health").asText().equals("ok")) {
                    unhealthy.add(rule.toString());
                }
            }
        }
        return groups.isEmpty() ? List.of("no rules") : unhealthy;
    }

    /** Kafka's names are not ours. */
    private static void lint(String metrics) throws Exception {
        String ours = metrics.lines()
                .filter(line -> line.matches("(# (HELP|TYPE) )?srl_.*"))
                .collect(Collectors.joining("\n", "", "\n"));
        InstalledProgram.Result result = InstalledProgram.required("promtool").run(ours, "check", "metrics");
        assertThat(result.exitCode()).as(result.said()).isZero();
        assertThat(result.said()).isEmpty();
    }

    /** The one of the document, faster. */
    private Path configuration(String url) throws Exception {
        String section = Files.readString(Path.of("..", "docs", "operate.md")).split("## Watch it\n", 2)[1];
        String documented = section.split("```yaml\n", 2)[1].split("```", 2)[0];
        Path file = folder.resolve("prometheus.yaml");
        Files.copy(AlertRules.FILE, folder.resolve(AlertRules.FILE.getFileName()));
        return Files.writeString(
                file,
                documented
                        .replace("15s", "1s")
                        .replace("HOST:8090", URI.create(url).getAuthority()));
    }
}
