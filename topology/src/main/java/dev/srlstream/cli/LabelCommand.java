package dev.srlstream.cli;

import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.cli.options.InputOption;
import dev.srlstream.cli.options.LabellingOptions;
import dev.srlstream.config.Settings;
import dev.srlstream.config.Sizing;
import dev.srlstream.console.NumberText;
import dev.srlstream.console.Output;
import dev.srlstream.inference.EngineLabeller;
import dev.srlstream.inference.InferenceEngine;
import dev.srlstream.input.DocumentSentences;
import dev.srlstream.input.LineFormat;
import dev.srlstream.input.SentenceLines;
import dev.srlstream.input.SentenceSource;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.sentence.SentenceReader;
import dev.srlstream.warmup.WarmModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code srl label}: no Kafka. */
@Command(
        name = "label",
        mixinStandardHelpOptions = true,
        description = {
            "Label sentences without Kafka: lines of JSON in, lines of JSON out, in the same order.",
            "In:",
            "  {\"id\",\"text\"} or {\"id\",\"tokens\":[...],\"predicates\":[...]}; AllenNLP's",
            "  {\"sentence\"} as well. Without an id, the number of the line is taken for it.",
            "Out:",
            "  {\"id\",\"words\":[...],\"verbs\":[{\"verb\",\"description\",\"tags\",\"index\",",
            "    \"arguments\"}],\"text\",\"tokens\",\"attributes\"}, the last where there are any,",
            "  or {\"id\",\"error\"}, whose error begins with \"Line N: \".",
            "Offsets:",
            "  Tokens, verbs and arguments have offsets in \"text\" twice: begin and stop (of tokens:",
            "  end) count UTF-16 code units, as Java and JavaScript do; beginCodePoint and",
            "  stopCodePoint (endCodePoint) count code points, as Python, Go and Rust do.",
            "  Where the line has tokens only, the text is these with a space in between.",
            "Ends with 1 where there are lines and not one could be labelled."
        },
        footer = {
            "",
            "Example:",
            "  echo '{\"id\":1,\"text\":\"She sold the house.\"}' \\",
            "    | srl label --vocab vocab.txt \\",
            "        --model structured-prediction-srl-bert.2020.12.15.tar.gz"
        })
final class LabelCommand implements Callable<Integer> {
    @Mixin
    private final LabellingOptions model = new LabellingOptions();

    @Option(
            names = "--instances",
            description = "Also show the wordpieces and probabilities that the frames were decoded from.")
    private boolean instances;

    @Option(
            names = "--split-sentences",
            description = "Take each line's text for a document, and label each of its sentences (English) with the"
                    + " id ID#1, ID#2 and so on, and its place in attributes.")
    private boolean split;

    @Mixin
    private final InputOption in = new InputOption();

    @Option(names = "--out", paramLabel = "FILE", description = "Write to a file (default: stdout).")
    private @Nullable Path out;

    private final Invocation invocation;

    LabelCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = model.load(invocation.environment());
        requireUsableOutput();
        try (InputStream input = in.open(invocation.in());
                WarmModel warm = CheckpointWarmUp.run(settings, invocation)) {
            return label(settings, warm, input);
        }
    }

    /** Before the model is loaded: to open the output would empty an input that is the same file. */
    private void requireUsableOutput() throws IOException {
        if (out == null) {
            return;
        }
        Path input = in.path();
        if (Files.isRegularFile(out) && Files.exists(input) && Files.isSameFile(input, out)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "The sentences are read from " + out + ", which --out would empty; name another file.");
        }
        Path folder = out.toAbsolutePath().getParent();
        if (Files.isDirectory(out) || folder == null || !Files.isDirectory(folder)) {
            throw new IOException("--out " + out + " is no file, nor a name in a folder that exists.");
        }
    }

    private int label(Settings settings, WarmModel warm, InputStream input) throws IOException, InterruptedException {
        Sizing sizing = settings.sizing(warm.report().getDevice());
        SentenceReader reader = new SentenceReader(settings.sentences());
        Labeller.Tally tally;
        try (InferenceEngine engine = InferenceEngine.start(warm, settings.engine(sizing, instances))) {
            EngineLabeller sentences = new EngineLabeller(reader, engine, warm.reference());
            Labeller labeller = new Labeller(sentences, instances, sizing.pendingMax());
            SentenceSource lines = new SentenceLines(input, LineFormat.JSON);
            tally = label(labeller, split ? new DocumentSentences(lines) : lines);
        }
        if (tally.labelled() + tally.refused() == 0) {
            invocation.err().println("There was no line to label.");
        }
        if (tally.refused() > 0) {
            invocation
                    .err()
                    .println(NumberText.of(tally.refused(), "line") + " could not be labelled; the output says why.");
        }
        return tally.refused() > 0 && tally.labelled() == 0 ? ExitCode.FAILURE : ExitCode.OK;
    }

    private Labeller.Tally label(Labeller labeller, SentenceSource lines) throws IOException, InterruptedException {
        if (out == null) {
            return labeller.label(lines, invocation.out());
        }
        try (OutputStream file = Files.newOutputStream(out)) {
            Output output = new Output(file);
            try {
                return labeller.label(lines, output);
            } finally {
                output.flush();
            }
        }
    }
}
