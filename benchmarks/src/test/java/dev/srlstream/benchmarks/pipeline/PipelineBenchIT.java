package dev.srlstream.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.srlstream.benchmarks.Bench;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PipelineBenchIT {
    @Test
    @Tag("long")
    void measuresEverySubjectOnARealBroker() throws Exception {
        // When
        Bench bench = Bench.run(
                "pipeline",
                "--simulate-device",
                "2ms/128",
                "--sentences",
                "400",
                "--rounds",
                "1",
                "--rate",
                "40",
                "--seconds",
                "2",
                "--json");

        // Then
        assertThat(bench.exitCode()).as(bench.err()).isZero();
        JsonNode json = JsonMapper.builder().build().readTree(bench.out());
        assertThat(json.path("model").asText()).isEqualTo("simulated device, 2 ms per 128 wordpieces");
        for (String subject : List.of("model_only", "plain_loop", "topology")) {
            assertThat(json.path(subject).path("sentences_per_second").asDouble())
                    .as(subject)
                    .isPositive();
            assertThat(json.path(subject).path("cpu_ms_per_sentence").asDouble())
                    .as(subject)
                    .isPositive();
        }
        assertThat(json.path("topology_over_model_only").asDouble()).isPositive();
        for (String subject : List.of("plain_loop", "topology")) {
            JsonNode latency = json.path(subject).path("latency_ms");
            assertThat(latency.path("p50").asDouble())
                    .as(subject)
                    .isPositive()
                    .isLessThanOrEqualTo(latency.path("p99").asDouble());
        }
    }

    @Test
    void refusesADeviceWithoutASpeed() {
        // When
        Bench bench = Bench.run("pipeline", "--simulate-device", "fast");

        // Then
        assertThat(bench.exitCode()).isEqualTo(2);
        assertThat(bench.err()).contains("--simulate-device 'fast' is no speed", "5ms/128");
    }
}
