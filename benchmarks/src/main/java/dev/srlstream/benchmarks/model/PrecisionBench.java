package dev.srlstream.benchmarks.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.cli.Invocation;
import dev.srlstream.event.Frame;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.inference.EngineSettings;
import dev.srlstream.inference.InferenceEngine;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.quickstart.Sentences;
import dev.srlstream.sentence.Labelled;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.sentence.SentenceReader;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.warmup.WarmModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code srl bench precision}: how many tags change in narrower arithmetic. */
@Command(
        name = "precision",
        mixinStandardHelpOptions = true,
        description = {
            "Label the same sentences in float32 and in narrower precisions, and count the frames whose tags differ.",
            "F1 is that of the argument spans, with float32's as gold. A precision that the device has not is left"
                    + " out.",
            "Sentences are labelled one at a time, so that every run finds the same: int8 depends on what shares a"
                    + " batch."
        })
public final class PrecisionBench implements Callable<Integer> {
    /** As in a service that is not busy; together with others, a sentence can get other tags in int8. */
    private static final EngineSettings ONE_BY_ONE =
            new EngineSettings(EngineSettings.ONE_CORE.batchTokens(), Duration.ZERO, 1, false);

    @Mixin
    private final ModelUnderTest model = new ModelUnderTest();

    @Option(
            names = "--sentences",
            paramLabel = "FILE",
            description = "Sentences, one per line, as text or JSON (default: the demo's).")
    private @Nullable Path sentences;

    @Option(
            names = "--precision",
            paramLabel = "PRECISION",
            split = ",",
            defaultValue = "bf16,int8",
            description = "Compared with fp32: one or several of bf16, fp16 and int8, with commas"
                    + " (default: ${DEFAULT-VALUE}).")
    private List<Precision> precisions = List.of();

    @Option(names = "--json", description = "Print one JSON object for each precision.")
    private boolean json;

    private final Invocation invocation;

    public PrecisionBench(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        List<Sentence> read = read();
        List<List<Frame>> reference;
        try (WarmModel warm = model.warm(invocation, Precision.FP32)) {
            reference = label(warm, read);
        }
        if (!json) {
            invocation
                    .out()
                    .line(String.format(Locale.ROOT, "%-6s %8s %16s %8s", "", "frames", "identical tags", "F1"));
        }
        for (Precision precision : precisions) {
            try (WarmModel warm = model.warm(invocation, precision)) {
                // One that the device has not is fp32 again, which a remark has said.
                if (warm.reference().getPrecision().equals(precision.key())) {
                    print(precision, Agreement.of(reference, label(warm, read)));
                }
            }
        }
        return ExitCode.OK;
    }

    private List<Sentence> read() throws Exception {
        var reader =
                new SentenceReader(model.settings(invocation, Precision.FP32).sentences());
        List<Sentence> accepted = new ArrayList<>();
        for (SentenceEvent event : events()) {
            if (reader.read(event) instanceof Sentence sentence) {
                accepted.add(sentence);
            }
        }
        return accepted;
    }

    private List<SentenceEvent> events() throws IOException {
        return sentences == null ? Sentences.samples() : Sentences.read(sentences, invocation.err()::println);
    }

    /** The frames of each sentence; none for one that the engine rejects. */
    private static List<List<Frame>> label(WarmModel warm, List<Sentence> read) {
        try (InferenceEngine engine = InferenceEngine.start(warm, ONE_BY_ONE)) {
            List<List<Frame>> frames = new ArrayList<>();
            for (Sentence sentence : read) {
                frames.add(engine.submit(sentence).join().map(Labelled::frames, rejection -> List.of()));
            }
            return frames;
        }
    }

    private void print(Precision precision, Agreement agreement) {
        if (json) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            object.put("precision", precision.key());
            object.put("frames", agreement.frames());
            object.put("identical", agreement.identical());
            object.put("f1", agreement.f1());
            invocation.out().line(object.toString());
        } else {
            invocation
                    .out()
                    .line(String.format(
                            Locale.ROOT,
                            "%-6s %8d %14.2f %% %8.4f",
                            precision.key(),
                            agreement.frames(),
                            100 * agreement.identical(),
                            agreement.f1()));
        }
        invocation.out().flush();
    }
}
