package dev.srlstream.benchmarks.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.benchmarks.Bench;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryBenchTest {
    @Test
    void readsTheResidentMemoryTenTimes() {
        // When
        Bench bench = Bench.run("memory", "--batches", "20", "--json");

        // Then
        assertThat(bench.exitCode()).as(bench.err()).isZero();
        assertThat(bench.out().lines()).hasSize(11).last().asString().startsWith("{\"batches\":20,\"resident_bytes\":");
    }

    @Test
    void refusesTooFewBatches() {
        // When
        Bench bench = Bench.run("memory", "--batches", "9");

        // Then
        assertThat(bench.exitCode()).isEqualTo(2);
        assertThat(bench.err()).contains("--batches must be 10 at least");
    }

    @Test
    void saysWhyACheckpointIsRejected(@TempDir Path folder) throws Exception {
        // When
        Bench bench =
                Bench.run("memory", "--model", RejectedCheckpoint.write(folder).toString());

        // Then
        assertThat(bench.exitCode()).isEqualTo(3);
        assertThat(bench.err()).contains("encoder.layer.1");
    }
}
