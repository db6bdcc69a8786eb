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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Commands with one file of settings or of a Kafka client's properties, run in this process. */
final class SecuredConsole {
    private final Path configuration;
    private final String flag;

    private SecuredConsole(Path configuration, String flag, Map<String, String> settings) throws IOException {
        this.configuration = configuration;
        this.flag = flag;
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer writer = Files.newBufferedWriter(configuration)) {
            properties.store(writer, null);
        }
    }

    /** @param folder takes the settings file */
    SecuredConsole(Path folder, Map<String, String> settings) throws IOException {
        this(folder.resolve("console.properties"), "--config", settings);
    }

    /** The same with a file as Kafka's own tools take it, and the protocol before the address. */
    static SecuredConsole ofClient(Path folder, Map<String, String> settings) throws IOException {
        Map<String, String> client = new HashMap<>();
        settings.forEach((key, value) -> {
            if (key.matches("kafka\\.(sasl|ssl)\\..*|registry\\..*|schema\\.registry\\.url")) {
                client.put(key.replaceFirst("^(kafka|registry)\\.", ""), value);
            }
        });
        client.put(
                "bootstrap.servers",
                settings.get("kafka.security.protocol") + "://" + settings.get("bootstrap.servers"));
        client.put("acks", "all");
        return new SecuredConsole(folder.resolve("client.properties"), "--command-config", client);
    }

    /** Runs a command that must succeed. Returns what it wrote to stdout and stderr. */
    String run(String in, String command, String... flags) {
        List<String> args = new ArrayList<>(List.of(command, flag, configuration.toString()));
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
