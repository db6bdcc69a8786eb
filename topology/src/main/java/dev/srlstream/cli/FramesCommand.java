package dev.srlstream.cli;

import dev.srlstream.cli.options.Choices;
import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.cli.options.FramesFormat;
import dev.srlstream.cli.options.TopicOptions;
import dev.srlstream.config.Settings;
import dev.srlstream.conll.ConllWriter;
import dev.srlstream.console.AvroJson;
import dev.srlstream.console.FramesText;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.topics.EventDecoder;
import dev.srlstream.topics.FramesFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code srl frames}. */
@Command(
        name = "frames",
        mixinStandardHelpOptions = true,
        description = "Print the frames topic, committed records only.",
        footer = {
            "",
            "Example:",
            "  srl frames --follow \\",
            "    --bootstrap-servers localhost:9092 --registry http://localhost:8081",
            "  srl frames --last 1000 --predicate sold --role ARGM-TMP --metadata"
        })
final class FramesCommand implements Callable<Integer> {
    @Mixin
    private final TopicOptions options = new TopicOptions();

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            split = ",",
            description =
                    "Only sentences with a frame that has an argument in this role, such as ARGM-TMP; repeatable.")
    private List<String> roles = new ArrayList<>();

    @Option(
            names = "--predicate",
            paramLabel = "WORD",
            description = "Only sentences with a frame of this word; with --role, of both in one frame.")
    private @Nullable String predicate;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = Choices.Formats.class,
            description =
                    "${COMPLETION-CANDIDATES} (default: text). json is --json; conll has a line for each word (the word, its form where it is a predicate or -, the roles of each frame in brackets) and a blank line behind each sentence, as CoNLL-2005.")
    private @Nullable FramesFormat format;

    private final Invocation invocation;

    FramesCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        FramesFormat chosen = format();
        Settings settings = options.load(invocation.environment());
        FramesFilter filter = new FramesFilter(roles, predicate);
        FramesText text = new FramesText(invocation.style());
        try (EventDecoder<SentenceFrames> decoder = new EventDecoder<>(settings, SentenceFrames.class)) {
            return new TopicPrinter(invocation, options, chosen == FramesFormat.JSON)
                    .print(settings, options.selection(settings.framesTopic()), entry -> {
                        SentenceFrames frames = decoder.decode(entry);
                        if (!options.filter().isIn(frames.getText()) || !filter.isIn(frames)) {
                            return List.of();
                        }
                        return switch (chosen) {
                            case TEXT -> text.lines(frames);
                            case JSON -> List.of(AvroJson.of(frames));
                            case CONLL -> ConllWriter.lines(frames);
                        };
                    });
        }
    }

    private FramesFormat format() {
        if (options.json() && format != null && format != FramesFormat.JSON) {
            throw usage("--json and --format ask for two formats; give one of them.");
        }
        if (format == FramesFormat.CONLL && options.metadata()) {
            throw usage("CoNLL's columns have no place for --metadata; --json has.");
        }
        if (options.json()) {
            return FramesFormat.JSON;
        }
        return format == null ? FramesFormat.TEXT : format;
    }

    private static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }
}
