package dev.srlstream.cli;

import dev.srlstream.console.Output;
import dev.srlstream.console.Style;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What one run of the command line left behind. */
record Run(int exitCode, String out, String err) {
    static Run of(String... args) {
        return of(Map.of(), "", args);
    }

    static Run of(Map<String, String> environment, String in, String... args) {
        return of(environment, new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), args);
    }

    static Run of(Map<String, String> environment, InputStream in, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        Invocation invocation =
                new Invocation(in, new Output(out), new PrintWriter(err, true), Style.PLAIN, false, environment);
        int exitCode = Srl.run(invocation, args);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString());
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
