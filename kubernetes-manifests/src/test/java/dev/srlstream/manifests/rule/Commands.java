package dev.srlstream.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.cli.Invocation;
import dev.srlstream.cli.Srl;
import dev.srlstream.console.Output;
import dev.srlstream.console.Style;
import dev.srlstream.manifests.Manifest;
import dev.srlstream.operations.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The arguments of our containers are a command of srl, with options that it has. */
public final class Commands implements Rule.OfPods {
    /** Ends every command as soon as its words are understood: settings are read then, and this is none. */
    private static final String NO_SETTING = "SRL_NO_SETTING";

    private static final Map<List<String>, String> SAID = new ConcurrentHashMap<>();

    @Override
    public void check(Manifest manifest, Consumer<String> complaints) {
        for (JsonNode container : manifest.containers()) {
            if (Set.of("srl-stream", "preflight")
                    .contains(container.path("name").asText())) {
                List<String> words = new ArrayList<>();
                container.path("args").forEach(word -> words.add(word.asText()));
                String refusal = SAID.computeIfAbsent(words, Commands::refusal);
                if (!refusal.isEmpty()) {
                    complaints.accept("srl refuses its arguments: " + refusal);
                }
            }
        }
    }

    /** What srl says to the words; empty where it understands them. */
    public static String refusal(List<String> words) {
        List<String> tried = new ArrayList<>(words);
        int config = tried.indexOf("--config") + 1;
        if (config > 0 && config < tried.size()) {
            tried.set(config, "/dev/null");
        }
        StringWriter err = new StringWriter();
        Invocation invocation = new Invocation(
                new ByteArrayInputStream(new byte[0]),
                new Output(new ByteArrayOutputStream()),
                new PrintWriter(err, true),
                Style.PLAIN,
                false,
                Map.of(NO_SETTING, "any"));
        int exitCode = Srl.run(invocation, tried.toArray(String[]::new));
        return exitCode == ExitCode.USAGE && err.toString().contains(NO_SETTING) ? "" : err.toString();
    }
}
