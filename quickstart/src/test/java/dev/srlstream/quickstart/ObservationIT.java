package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.srlstream.config.Settings;
import dev.srlstream.operations.SrlService;
import dev.srlstream.operations.StartupException;
import dev.srlstream.warmup.WarmUpListener;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What probes and scrapes of a real instance say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservationIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int SENTENCES = 40;
    /** Of the feed, a tenth: half of them cannot be decoded, the others are no sentences. */
    private static final int REJECTED = 4;

    private final EmbeddedBroker broker;
    private final ApicurioRegistry registry;

    @TempDir
    private Path folder = Path.of("");

    ObservationIT() throws Exception {
        broker = EmbeddedBroker.start();
        registry = SharedRegistry.get();
        broker.createTopics(Map.of("sentences", 2, "frames", 2, "rejections", 2, "diagnostics", 1));
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void whatIsCommittedIsCounted() throws Exception {
        Map<String, String> configuration = ServiceSettings.of(broker, registry, folder);
        // Its rows are computed as others are, but have no frames.
        configuration.put("canary.interval.ms", "0");
        Settings settings = Settings.load(null, Map.of(), configuration);
        try (SrlService service = new SrlService(settings, WarmUpListener.SILENT);
                CommittedRecords outputs =
                        new CommittedRecords(broker.bootstrapServers(), List.of("frames", "rejections"))) {
            // Given
            service.start();
            assertThat(service.awaitRunning(PATIENCE)).isTrue();
            Scrape scrape = new Scrape(service.url().orElseThrow());
            assertThat(scrape.metrics())
                    .contains("srl_outcomes_total{application=\"srl-stream\",outcome=\"frames\"} 0.0")
                    .contains("srl_rejections_total{application=\"srl-stream\",stage=\"write\"} 0.0")
                    .contains("srl_state{application=\"srl-stream\",state=\"running\"} 1.0")
                    .contains("srl_audit_findings{application=\"srl-stream\",kind=\"regenerated\"} 1.0");
            // When
            publish(settings);
            await("all outcomes").atMost(PATIENCE).until(() -> outputs.poll() >= SENTENCES);
            // Then
            await("all counted").atMost(PATIENCE).until(() -> scrape.sum("srl_outcomes_total") == SENTENCES);
            assertThat(scrape.sum("srl_outcomes_total{application=\"srl-stream\",outcome=\"rejection\"}"))
                    .isEqualTo(REJECTED);
            assertThat(scrape.sum("srl_rejections_total{application=\"srl-stream\",stage=\"decode\"}"))
                    .isEqualTo(REJECTED / 2);
            assertThat(scrape.sum("srl_end_to_end_seconds_count")).isEqualTo(SENTENCES);
            assertThat(scrape.sum("srl_sentence_tokens_count")).isEqualTo(SENTENCES - REJECTED);
            assertThat(scrape.sum("srl_frames_total")).isEqualTo(SENTENCES - REJECTED);
            assertThat(scrape.sum("srl_batch_rows_sum")).isEqualTo(scrape.sum("srl_frames_total"));
            assertThat(scrape.sum("srl_wordpieces_total")).isEqualTo(scrape.sum("srl_batch_tokens_sum"));
            assertThat(scrape.sum("srl_engine_busy_seconds_total")).isPositive();
            assertThat(scrape.sum("srl_stage_seconds_count{application=\"srl-stream\",stage=\"infer\"}"))
                    .isPositive();
            assertThat(scrape.sum("srl_partitions_assigned")).isEqualTo(2);
            assertThat(scrape.sum("srl_pending_sentences")).isZero();
            assertThat(scrape.sum("srl_last_outcome_timestamp_seconds")).isPositive();
            assertThat(scrape.sum("srl_device_memory_used_bytes")).isGreaterThan(1 << 20);
            await("lag of each partition").atMost(PATIENCE).untilAsserted(() -> assertThat(scrape.metrics()
                            .lines()
                            .filter(line -> line.startsWith("kafka_consumer_fetch_manager_records_lag{")))
                    .hasSizeGreaterThanOrEqualTo(2));
            assertThat(scrape.metrics().lines().filter(line -> line.startsWith("kafka_")))
                    .hasSizeLessThan(80);
        }
    }

    @Test
    void probesFollowTheServiceFromItsStartToItsEnd() throws Exception {
        Map<String, String> configuration = ServiceSettings.of(broker, registry, folder);
        configuration.put("application.id", "probed");
        Settings settings = Settings.load(null, Map.of(), configuration);
        Scrape scrape;
        try (SrlService service = new SrlService(settings, WarmUpListener.SILENT)) {
            service.start();
            assertThat(service.awaitRunning(PATIENCE)).isTrue();
            scrape = new Scrape(service.url().orElseThrow());
            for (String probe : List.of("startupz", "readyz", "livez")) {
                HttpResponse<String> answer = scrape.get(probe);
                assertThat(answer.statusCode()).as(probe).isEqualTo(200);
                JsonNode body = new ObjectMapper().readTree(answer.body());
                assertThat(body.path("state").asText()).isEqualTo("running");
                assertThat(body.path("model").path("sha256").asText())
                        .isEqualTo(service.audit().getSource().getSha256());
                assertThat(body.path("model").path("device").asText()).isEqualTo("cpu");
            }
        }
        assertThat(catchConnection(scrape)).isInstanceOf(ConnectException.class);
    }

    @Test
    void aRejectedCheckpointIsToldAsLongAsTheProcessStays() throws Exception {
        Map<String, String> configuration = ServiceSettings.of(broker, registry, folder);
        configuration.put("application.id", "rejected");
        configuration.put("model.policy", "strict");
        configuration.put("http.linger.ms", "600000");
        Settings settings = Settings.load(null, Map.of(), configuration);
        try (SrlService service = new SrlService(settings, WarmUpListener.SILENT)) {
            // When
            CompletableFuture<StartupException> refusal = CompletableFuture.supplyAsync(() -> start(service));
            await("refused")
                    .atMost(PATIENCE)
                    .until(() -> service.url().isPresent()
                            && new Scrape(service.url().orElseThrow())
                                    .get("livez")
                                    .body()
                                    .contains("failed"));
            // Then
            Scrape scrape = new Scrape(service.url().orElseThrow());
            HttpResponse<String> startup = scrape.get("startupz");
            assertThat(startup.statusCode()).isEqualTo(503);
            assertThat(startup.body()).contains("bert_model.embeddings.position_ids", "REJECTED");
            assertThat(scrape.get("readyz").statusCode()).isEqualTo(503);
            assertThat(scrape.get("livez").statusCode()).isEqualTo(200);
            assertThat(scrape.metrics()).contains("srl_state{application=\"rejected\",state=\"failed\"} 1.0");
            assertThat(refusal).isNotDone();
            // A process that is asked to end does not linger.
            service.close();
            assertThat(refusal.join().exitCode()).isEqualTo(3);
        }
    }

    private static StartupException start(SrlService service) {
        try {
            service.start();
        } catch (StartupException e) {
            return e;
        }
        throw new AssertionError("The start was not refused");
    }

    private static Throwable catchConnection(Scrape scrape) {
        try {
            scrape.get("livez");
        } catch (Exception e) {
            return e;
        }
        return new AssertionError("The port is still open");
    }

    private void publish(Settings settings) throws Exception {
        try (SentenceFeed feed = new SentenceFeed("sentences", 2, broker.bootstrapServers(), settings.serdeConfig())) {
            feed.publishUpTo(SENTENCES, 0);
        }
    }
}
