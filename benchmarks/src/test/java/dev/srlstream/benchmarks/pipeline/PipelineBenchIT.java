package dev.srlstream.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.srlstream.cli.Invocation;
import dev.srlstream.cli.Srl;
import dev.srlstream.console.Output;
import dev.srlstream.console.Style;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineBenchIT {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @Test
    void measuresEverySubjectOnARealBroker() throws Exception {
        // When
        int exit = bench(
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
        assertThat(exit).as(err.toString()).isZero();
        JsonNode json = JsonMapper.builder().build().readTree(out.toString(StandardCharsets.UTF_8));
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
        int exit = bench("--simulate-device", "fast");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("--simulate-device 'fast' is no speed", "5ms/128");
    }

    private int bench(String... arguments) {
        var all = new String[arguments.length + 2];
        all[0] = "bench";
        all[1] = "pipeline";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Srl.run(
                new Invocation(
                        InputStream.nullInputStream(),
                        new Output(out),
                        new PrintWriter(err, true),
                        Style.PLAIN,
                        false,
                        Map.of()),
                all);
    }
}
