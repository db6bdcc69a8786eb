package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.cli.Invocation;
import dev.srlstream.cli.Srl;
import dev.srlstream.console.Output;
import dev.srlstream.console.Style;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Commands with one settings file, run in this process. */
final class SecuredConsole {
    private final Path configuration;

    /** @param folder takes the settings file */
    SecuredConsole(Path folder, Map<String, String> settings) throws IOException {
        configuration = folder.resolve("console.properties");
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer writer = Files.newBufferedWriter(configuration)) {
            properties.store(writer, null);
        }
    }

    /** Runs a command that must succeed. Returns what it wrote to stdout and stderr. */
    String run(String in, String command, String... flags) {
        List<String> args = new ArrayList<>(List.of(command, "--config", configuration.toString()));
        args.addAll(List.of(flags));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintWriter err = new PrintWriter(said, true, StandardCharsets.UTF_8);
        int exitCode = Srl.run(
                new Invocation(
                        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                        new Output(said),
                        err,
                        Style.PLAIN,
                        false,
                        Map.of()),
                args.toArray(String[]::new));
        String all = said.toString(StandardCharsets.UTF_8);
        assertThat(exitCode).as(all).isZero();
        return all;
    }
}
