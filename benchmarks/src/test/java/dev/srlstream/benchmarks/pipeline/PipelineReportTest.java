package dev.srlstream.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class PipelineReportTest {
    @Test
    void sharesAreMediansOfTheRoundsOwnRatios() {
        // Given a machine that got slower by half after the first round
        var figures = new PipelineFigures();
        add(figures, 100, 200, 90);
        add(figures, 50, 100, 50);
        add(figures, 50, 100, 45);
        figures.add(Subject.TOPOLOGY, new Latency(60, 110, 120, 130));

        // When
        var report = new PipelineReport("mini", 5_000, 3, 100, 50, figures);
        JsonNode json = report.json();

        // Then
        assertThat(json.path("topology_over_model_only").asDouble()).isEqualTo(0.9);
        assertThat(json.path("topology_over_plain_loop").asDouble()).isEqualTo(0.45);
        assertThat(json.path("metered_over_topology").asDouble()).isEqualTo(0.5);
        assertThat(json.path("topology").path("sentences_per_second").asDouble())
                .isEqualTo(50);
        assertThat(json.path("topology").path("latency_ms").path("p99").asDouble())
                .isEqualTo(120);
        assertThat(json.path("plain_loop").has("latency_ms")).isFalse();
        assertThat(report.table())
                .contains(
                        "  topology over engine alone          0.900  (0.900, 1.000, 0.900)",
                        "  latency of the topology       at 50/s, committed: p50 60, p95 110, p99 120, max 130 ms");
    }

    private static void add(PipelineFigures figures, double modelOnly, double plainLoop, double topology) {
        var usage = new Usage.PerSentence(0.2, 100);
        figures.add(Subject.MODEL_ONLY, new PhaseSpeed(modelOnly, usage));
        figures.add(Subject.PLAIN_LOOP, new PhaseSpeed(plainLoop, usage));
        figures.add(Subject.TOPOLOGY, new PhaseSpeed(topology, usage));
        figures.add(Subject.METERED, new PhaseSpeed(topology * 0.5, usage));
    }
}
