package dev.srlstream.benchmarks.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.srlstream.benchmarks.Bench;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class PrecisionBenchTest {
    @Test
    void findsTheBundledCheckpointEqualToItself() throws Exception {
        // When
        Bench bench = Bench.run("precision", "--device", "cpu", "--precision", "fp32", "--json");

        // Then
        assertThat(bench.exitCode()).as(bench.err()).isZero();
        JsonNode figures = JsonMapper.builder().build().readTree(bench.out());
        assertThat(figures.path("precision").asText()).isEqualTo("fp32");
        assertThat(figures.path("frames").asInt()).isEqualTo(28);
        assertThat(figures.path("identical").asDouble()).isEqualTo(1);
        assertThat(figures.path("f1").asDouble()).isEqualTo(1);
    }

    @Test
    void leavesOutAPrecisionThatTheDeviceHasNot() {
        // When
        Bench bench = Bench.run("precision", "--device", "cpu", "--precision", "fp16", "--json");

        // Then
        assertThat(bench.exitCode()).as(bench.err()).isZero();
        assertThat(bench.err()).contains("Precision fp16 is for GPUs");
        assertThat(bench.out()).isEmpty();
    }

    @Test
    void saysWhyACheckpointIsRejected(@TempDir Path folder) throws Exception {
        // When
        Bench bench = Bench.run(
                "precision", "--model", RejectedCheckpoint.write(folder).toString());

        // Then
        assertThat(bench.exitCode()).isEqualTo(3);
        assertThat(bench.err()).contains("encoder.layer.1");
    }
}
