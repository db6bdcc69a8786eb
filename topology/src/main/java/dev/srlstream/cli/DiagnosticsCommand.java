package dev.srlstream.cli;

import dev.srlstream.cli.options.TopicOptions;
import dev.srlstream.config.Settings;
import dev.srlstream.console.AvroJson;
import dev.srlstream.console.DiagnosticText;
import dev.srlstream.console.Style;
import dev.srlstream.event.ModelDiagnostic;
import dev.srlstream.topics.EventDecoder;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code srl diagnostics}. */
@Command(
        name = "diagnostics",
        mixinStandardHelpOptions = true,
        description = "Print the diagnostics topic: audits, warm-ups, failures of engines.",
        footer = {"", "Example: srl diagnostics --config service.properties --last 2"})
final class DiagnosticsCommand implements Callable<Integer> {
    @Mixin
    private final TopicOptions options = new TopicOptions();

    private final Invocation invocation;

    DiagnosticsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = options.load(invocation.environment());
        DiagnosticText text = new DiagnosticText(invocation.style());
        DiagnosticText plain = new DiagnosticText(Style.PLAIN);
        try (EventDecoder<ModelDiagnostic> decoder = new EventDecoder<>(settings, ModelDiagnostic.class)) {
            return new TopicPrinter(invocation, options, options.json())
                    .print(settings, options.selection(settings.diagnosticsTopic()), entry -> {
                        ModelDiagnostic diagnostic = decoder.decode(entry);
                        if (!options.filter().isIn(String.join("\n", plain.lines(diagnostic)))) {
                            return List.of();
                        }
                        return options.json() ? List.of(AvroJson.of(diagnostic)) : text.lines(diagnostic);
                    });
        }
    }
}
