package dev.srlstream.benchmarks.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.srlstream.benchmarks.Bench;
import dev.srlstream.benchmarks.checkpoint.CheckpointRun.Stage;
import dev.srlstream.benchmarks.madeup.RandomCheckpoint;
import dev.srlstream.checkpoint.BertConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class CheckpointBenchTest {
    private static final BertConfig TINY = new BertConfig(1, 8, 2, 12, 10, 16, 2, 1e-12);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void measuresEveryStageOfAnArchive() throws Exception {
        // Given
        Path directory = Files.createDirectory(folder.resolve("tiny"));
        RandomCheckpoint.write(directory, TINY);
        Path archive = folder.resolve("tiny.tar.gz");
        RandomCheckpoint.pack(directory, archive);

        // When
        Bench bench = Bench.run("checkpoint", "--model", archive.toString(), "--passes", "2", "--json");

        // Then
        assertThat(bench.exitCode()).as(bench.err()).isZero();
        JsonNode figures = JsonMapper.builder().build().readTree(bench.out());
        assertThat(figures.path("checkpoint").asText()).isEqualTo("tiny.tar.gz");
        assertThat(Arrays.stream(Stage.values()).map(stage -> stage.name().toLowerCase(Locale.ROOT)))
                .allSatisfy(stage -> assertThat(figures.path(stage)
                                .path("wall_seconds_new_process")
                                .asDouble())
                        .isPositive());
        assertThat(figures.path("total").path("wall_seconds").asDouble()).isPositive();
    }
}
