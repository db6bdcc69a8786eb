package dev.srlstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.srlstream.benchmarks.CheckpointRun.Stage;
import dev.srlstream.checkpoint.BertConfig;
import dev.srlstream.cli.Invocation;
import dev.srlstream.cli.Srl;
import dev.srlstream.console.Output;
import dev.srlstream.console.Style;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        JsonNode figures = bench("checkpoint", "--model", archive.toString(), "--passes", "2", "--json");

        // Then
        assertThat(figures.path("checkpoint").asText()).isEqualTo("tiny.tar.gz");
        assertThat(Arrays.stream(Stage.values()).map(stage -> stage.name().toLowerCase(Locale.ROOT)))
                .allSatisfy(stage -> assertThat(figures.path(stage)
                                .path("wall_seconds_new_process")
                                .asDouble())
                        .isPositive());
        assertThat(figures.path("total").path("wall_seconds").asDouble()).isPositive();
    }

    private static JsonNode bench(String... arguments) throws Exception {
        var out = new ByteArrayOutputStream();
        var err = new StringWriter();
        var all = new String[arguments.length + 1];
        all[0] = "bench";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        var invocation = new Invocation(
                InputStream.nullInputStream(),
                new Output(out),
                new PrintWriter(err, true),
                Style.PLAIN,
                false,
                Map.of());
        assertThat(Srl.run(invocation, all)).as(err.toString()).isZero();
        return JsonMapper.builder().build().readTree(out.toString(StandardCharsets.UTF_8));
    }
}
