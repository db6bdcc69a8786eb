package dev.srlstream.benchmarks.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.cli.Invocation;
import dev.srlstream.config.Settings;
import dev.srlstream.event.Frame;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.inference.EngineSettings;
import dev.srlstream.inference.InferenceEngine;
import dev.srlstream.inference.Labelling;
import dev.srlstream.inference.Submission;
import dev.srlstream.quickstart.QuickstartFiles;
import dev.srlstream.quickstart.Sentences;
import dev.srlstream.sentence.Reading;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.sentence.SentenceReader;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.warmup.WarmModel;
import dev.srlstream.warmup.WarmUp;
import dev.srlstream.warmup.WarmUpListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code srl bench precision}: how many tags change in narrower arithmetic. */
@Command(
        name = "precision",
        mixinStandardHelpOptions = true,
        description = {
            "Label the same sentences in float32 and in narrower precisions, and count the frames whose tags differ.",
            "F1 is that of the argument spans, with float32's as gold."
        })
public final class PrecisionBench implements Callable<Integer> {
    @Option(names = "--model", paramLabel = "PATH", description = "Checkpoint (default: the demo's).")
    private @Nullable Path model;

    @Option(names = "--vocab", paramLabel = "FILE", description = "Its wordpiece vocabulary, where it lies elsewhere.")
    private @Nullable Path vocab;

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

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "auto",
            description = "auto, cpu, gpu or gpu:N (default: ${DEFAULT-VALUE}).")
    private String device = "";

    @Option(names = "--json", description = "Print one JSON object for each precision.")
    private boolean json;

    private final Invocation invocation;

    public PrecisionBench(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        List<Sentence> read = read();
        List<Frame> reference = label(Precision.FP32, read);
        if (!json) {
            invocation
                    .out()
                    .line(String.format(Locale.ROOT, "%-6s %8s %16s %8s", "", "frames", "identical tags", "F1"));
        }
        for (Precision precision : precisions) {
            print(precision, Agreement.of(reference, label(precision, read)));
        }
        return 0;
    }

    private List<Sentence> read() throws Exception {
        var reader = new SentenceReader(settings(Precision.FP32).sentenceMaxCharacters());
        List<Sentence> accepted = new ArrayList<>();
        for (SentenceEvent event : sentences == null ? Sentences.samples() : Sentences.read(sentences)) {
            if (reader.read(event) instanceof Reading.Accepted labelled) {
                accepted.add(labelled.sentence());
            }
        }
        return accepted;
    }

    /** The frames of all sentences, in order; none for one that cannot be labelled, in any precision. */
    private List<Frame> label(Precision precision, List<Sentence> read) throws Exception {
        try (WarmUp warmUp = new WarmUp(settings(precision).warmUpPlan(), WarmUpListener.SILENT);
                WarmModel warm = warmUp.warm();
                InferenceEngine engine = InferenceEngine.start(warm, EngineSettings.DEFAULT)) {
            warm.report().getRemarks().forEach(invocation.err()::println);
            List<Submission> submissions = read.stream().map(engine::submit).toList();
            List<Frame> frames = new ArrayList<>();
            for (Submission submission : submissions) {
                if (submission.join() instanceof Labelling.Labelled labelled) {
                    frames.addAll(labelled.frames());
                }
            }
            return frames;
        }
    }

    private Settings settings(Precision precision) throws Exception {
        QuickstartFiles files = QuickstartFiles.locate();
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put("model.path", (model == null ? files.checkpoint() : model).toString());
        if (model == null) {
            files.modelCache().ifPresent(cache -> flags.put("model.cache.dir", cache.toString()));
        }
        if (vocab != null) {
            flags.put("model.vocab", vocab.toString());
        }
        flags.put("model.device", device);
        flags.put("model.precision", precision.key());
        return Settings.load(null, invocation.environment(), flags);
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
