package dev.srlstream.benchmarks;

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
import java.util.stream.Stream;

/** A run of {@code srl bench} in this process. */
public record Bench(int exitCode, String out, String err) {
    public static Bench run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new StringWriter();
        var invocation = new Invocation(
                InputStream.nullInputStream(),
                new Output(out),
                new PrintWriter(err, true),
                Style.PLAIN,
                false,
                Map.of());
        int exitCode = Srl.run(
                invocation,
                Stream.concat(Stream.of("bench"), Stream.of(arguments)).toArray(String[]::new));
        return new Bench(exitCode, out.toString(StandardCharsets.UTF_8), err.toString());
    }
}
