package dev.srlstream.benchmarks.model;

import dev.srlstream.benchmarks.madeup.RandomCheckpoint;
import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.cli.Invocation;
import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.configuration.BertConfig;
import dev.srlstream.model.ModelUnavailableException;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.quickstart.TemporaryFolder;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.warmup.CpuLayers;
import dev.srlstream.warmup.WarmModel;
import dev.srlstream.warmup.WarmUpPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code srl bench model}: how fast a model labels on this machine, beside what the machine can do at most. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = {
            "Label made-up sentences, and measure it beside the fastest linear layer of this machine, beside batches of 32 rows"
                    + " padded to the longest, for which rows of its length stand, and beside another program if wanted.",
            "Everything is measured in turns, and what is compared is compared turn by turn: that holds on a busy machine too."
        })
public final class ModelBench implements Callable<Integer> {
    @Option(
            names = "--random",
            paramLabel = "DIMENSIONS",
            defaultValue = "bert-base",
            description = "Make up a model: bert-base, bert-large, or a bert_config.json (default: ${DEFAULT-VALUE}).")
    private String random = "";

    @Option(
            names = "--model",
            paramLabel = "PATH",
            description =
                    "A checkpoint of your own, with vocab.txt and, where it needs one, bert_config.json beside it.")
    private @Nullable Path model;

    @Option(
            names = "--precision",
            paramLabel = "PRECISION",
            split = ",",
            defaultValue = "fp32",
            description =
                    "One or several of fp32, bf16, fp16 and int8, with commas; the others are compared with the first"
                            + " (default: ${DEFAULT-VALUE}).")
    private List<String> precisions = List.of();

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "auto",
            description = "auto, cpu, gpu or gpu:N (default: ${DEFAULT-VALUE}).")
    private String device = "";

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Intra-op threads of a forward pass (default: ${DEFAULT-VALUE}, as the service).")
    private int threads;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Forward passes at the same time (default: as the service, one for every --threads of the"
                    + " processors, on a GPU one).")
    private int workers;

    @Option(
            names = "--batch-tokens",
            paramLabel = "N",
            defaultValue = "1024",
            description = "The most wordpieces of a batch (default: ${DEFAULT-VALUE}, as the service).")
    private int batchTokens;

    @Option(
            names = "--lengths",
            paramLabel = "FILE",
            defaultValue = LengthMix.LOGNORMAL,
            description = "Lengths of the sentences in wordpieces, one per line, or " + LengthMix.LOGNORMAL
                    + ": mean 34, longest 92 (default: ${DEFAULT-VALUE}).")
    private String lengths = "";

    @Option(
            names = "--predicates",
            paramLabel = "N",
            defaultValue = "1",
            description = "Predicates of each sentence: each makes a row (default: ${DEFAULT-VALUE}).")
    private int predicates;

    @Option(
            names = "--peer",
            paramLabel = "COMMAND",
            description = "A program to compare with, such as 'python3 benchmarks/peers/eager_srl.py'.")
    private @Nullable String peer;

    @Option(
            names = "--passes",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many turns each has; the median counts (default: ${DEFAULT-VALUE}).")
    private int passes;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "1",
            description = "How long a turn is at least (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private final Invocation invocation;

    public ModelBench(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        if (batchTokens < 1 || threads < 1 || predicates < 1 || passes < 1 || workers < 0 || seconds <= 0) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--batch-tokens, --threads, --predicates and --passes must be 1 at least, --workers 0, and --seconds above 0.");
        }
        List<Precision> wanted = precisions.stream().map(ModelBench::precision).toList();
        List<Integer> mix = LengthMix.of(lengths);
        try (TemporaryFolder folder = TemporaryFolder.create("srl-bench-")) {
            Path checkpoint = model == null ? madeUp(folder.path()) : model.toAbsolutePath();
            List<WarmModel> warm = warm(checkpoint, wanted, folder.path().resolve("cache"));
            int longest = warm.get(0).positions();
            if (mix.stream().anyMatch(length -> length > longest)) {
                warm.forEach(WarmModel::close);
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "A length is above the model's " + longest
                                + " positions; give --lengths a file of shorter ones.");
            }
            String runsOn = warm.get(0).report().getDevice();
            var plan = new ModelMeasurement.Plan(mix, predicates, batchTokens, workers(runsOn), threads, peer);
            try (var measurement = new ModelMeasurement(warm, plan, folder.path())) {
                measurement.run(passes, seconds);
                print(new ModelFigures(
                        measurement, plan, checkpoint.getFileName().toString(), runsOn));
            } catch (ModelUnavailableException e) {
                throw new CommandFailure(ExitCode.FAILURE, String.valueOf(e.getMessage()));
            }
        }
        return ExitCode.OK;
    }

    private int workers(String runsOn) {
        int free = runsOn.equals("cpu") ? Runtime.getRuntime().availableProcessors() / threads : 1;
        return workers > 0 ? workers : Math.max(1, free);
    }

    private void print(ModelFigures figures) {
        if (json) {
            invocation.out().line(ModelJson.of(figures).toString());
        } else {
            invocation.out().lines(ModelText.lines(figures));
        }
        invocation.out().flush();
    }

    private Path madeUp(Path folder) throws IOException {
        BertConfig config = RandomCheckpoint.dimensions(random);
        invocation.err().println("Making up a checkpoint of " + random + "'s dimensions in " + folder + " …");
        Path directory = Files.createDirectory(folder.resolve(random.endsWith(".json") ? "made-up" : random));
        RandomCheckpoint.write(directory, config);
        return directory;
    }

    /** One for each precision; what the device computes in the same as another is not measured twice. */
    private List<WarmModel> warm(Path checkpoint, List<Precision> wanted, Path cache) throws Exception {
        Map<String, WarmModel> models = new LinkedHashMap<>();
        for (Precision precision : wanted) {
            var plan = new WarmUpPlan(
                    CheckpointPaths.of(checkpoint),
                    Terms.of(Policy.RECONCILE),
                    device,
                    precision,
                    CpuLayers.AUTO,
                    cache,
                    threads);
            WarmModel warm = ModelUnderTest.warm(invocation, plan);
            WarmModel same = models.putIfAbsent(warm.reference().getPrecision(), warm);
            if (same != null) {
                warm.close();
            }
        }
        return List.copyOf(models.values());
    }

    private static Precision precision(String name) {
        try {
            return Precision.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "Precision \"" + name + "\" is unknown: choose fp32, bf16, fp16 or int8.");
        }
    }
}
