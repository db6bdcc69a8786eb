package dev.srlstream.benchmarks.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.srlstream.benchmarks.Bench;
import org.junit.jupiter.api.Test;

class PrecisionBenchTest {
    @Test
    void comparesTheBundledCheckpointWithItself() throws Exception {
        // When: without a GPU, fp16 is float32
        Bench bench = Bench.run("precision", "--device", "cpu", "--precision", "fp16", "--json");

        // Then
        JsonNode figures = JsonMapper.builder().build().readTree(bench.out());
        assertThat(bench.exitCode()).as(bench.err()).isZero();
        assertThat(bench.err()).contains("Precision fp16 is for GPUs");
        assertThat(figures.path("frames").asInt()).isEqualTo(28);
        assertThat(figures.path("identical").asDouble()).isEqualTo(1);
        assertThat(figures.path("f1").asDouble()).isEqualTo(1);
    }
}
