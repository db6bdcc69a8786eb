package dev.srlstream.benchmarks.parts;

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
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PartsBenchTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @Test
    @Tag("long")
    void measuresThePartsThatAreAskedFor() throws Exception {
        // When
        int exitCode = bench("FRAME.dec", "--seconds", "1", "--json");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        JsonNode part = JsonMapper.builder().build().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(part.path("part").asText()).isEqualTo("Frame.decode");
        assertThat(part.path("unit").asText()).isEqualTo("rows");
        assertThat(part.path("cpu_nanoseconds_each").asDouble()).isBetween(100.0, 1e7);
        assertThat(part.path("per_cpu_second").asDouble()
                        * part.path("cpu_nanoseconds_each").asDouble())
                .isBetween(0.999e9, 1.001e9);
        assertThat(part.path("per_second").asDouble()).isPositive();
        assertThat(part.path("allocated_bytes_each").asDouble()).isBetween(40.0 * 4, 1e5);
    }

    @Test
    void namesThePartsThereAreWhereNoneHasTheName() {
        // When
        int exitCode = bench("nonsense");

        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString())
                .contains("Frame.decode", "Serde.writeFrames", "Text.findPredicates", "Wordpiece.encode");
    }

    private int bench(String... arguments) {
        var all = new String[arguments.length + 2];
        all[0] = "bench";
        all[1] = "parts";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        var invocation = new Invocation(
                InputStream.nullInputStream(),
                new Output(out),
                new PrintWriter(err, true),
                Style.PLAIN,
                false,
                Map.of());
        return Srl.run(invocation, all);
    }
}
