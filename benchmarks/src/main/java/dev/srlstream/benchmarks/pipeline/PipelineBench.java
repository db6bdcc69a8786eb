package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.cli.Invocation;
import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.config.SettingKeys;
import dev.srlstream.config.Settings;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.quickstart.QuickstartFiles;
import dev.srlstream.quickstart.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code srl bench pipeline}: what the way from topic to topic costs. */
@Command(
        name = "pipeline",
        mixinStandardHelpOptions = true,
        description = {
            "Publish sentences into a real broker and label them in turns by the engine alone, by a plain consumer and producer in"
                    + " transactions, and by the topology that 'srl run' runs, without its meters and with them; on one engine, in this process.",
            "Throughput is the steady state of committed frames; processor time and allocations are the whole process's, an"
                    + " embedded broker included."
        },
        footer = {"", "Example: srl bench pipeline --simulate-device 5ms/128 --sentences 20000 --commit-interval 1000"})
public final class PipelineBench implements Callable<Integer> {
    /** Makes up a checkpoint. */
    @FunctionalInterface
    public interface CheckpointWriter {
        /** @param folder existing and empty */
        void write(Path folder) throws IOException;
    }

    @Option(
            names = "--model",
            paramLabel = "PATH",
            description = "Checkpoint (default: the demo's), with vocab.txt inside or beside it.")
    private @Nullable Path model;

    @Option(names = "--bert-base", description = "Make up a checkpoint of BERT-base's size instead: 12 layers of 768.")
    private boolean bertBase;

    @Option(
            names = "--simulate-device",
            paramLabel = "TIME/N",
            description =
                    "In place of the model's forward pass, wait this time for every N wordpieces of its rows ([CLS] and [SEP]"
                            + " included, in proportion, padding free) without using the processor: 5ms/128.")
    private @Nullable String device;

    @Option(
            names = "--sentences",
            paramLabel = "N",
            defaultValue = "5000",
            description =
                    "Size of the backlog; choose one that takes at least ten commit intervals (default: ${DEFAULT-VALUE}).")
    private int sentences;

    @Option(
            names = "--text-only",
            description = "Publish no tokens and predicates: the pipeline finds the words and verbs of every sentence.")
    private boolean textOnly;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Partitions of every topic (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Turns of each (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "50",
            description =
                    "Sentences per second while latency is measured; 0 leaves it out (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "30",
            description = "How long latency is measured (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--commit-interval",
            paramLabel = "MS",
            description = "Milliseconds between commits (default: the service's).")
    private @Nullable Long commitInterval;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "ADDRESSES",
            description =
                    "Kafka brokers (default: one inside this process). Topics srl-bench-… are created there and removed.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "Schema registry (default: one that is started here).")
    private @Nullable String registry;

    @Option(names = "--config", paramLabel = "FILE", description = "Properties file with the service's settings.")
    private @Nullable Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "One setting, over the file; repeatable.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private final Invocation invocation;
    private final CheckpointWriter madeUp;

    /** @param madeUp writes what {@code --bert-base} asks for */
    public PipelineBench(Invocation invocation, CheckpointWriter madeUp) {
        this.invocation = invocation;
        this.madeUp = madeUp;
    }

    @Override
    public Integer call() throws Exception {
        if (sentences < 10 || partitions < 1 || rounds < 1 || rate < 0 || seconds < 1) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "There must be ten sentences, a partition, a round and a second at least, and no negative rate.");
        }
        QuickstartFiles files = QuickstartFiles.locate();
        DeviceSpeed speed = speed();
        try (TemporaryFolder folder = TemporaryFolder.create("srl-bench-")) {
            Map<String, String> flags = flags(files, folder.path());
            invocation.err().println("Starting brokers, registry and model …");
            try (BenchKafka kafka = BenchKafka.open(files, config, invocation.environment(), flags, partitions)) {
                Settings settings = kafka.settings("model", "any");
                try (LoadedModel loaded = LoadedModel.load(settings, speed)) {
                    String name = String.valueOf(
                            settings.warmUpPlan().checkpoint().model().getFileName());
                    measure(kafka, loaded, settings, speed == null ? name : "simulated device, " + speed);
                }
            }
        }
        return ExitCode.OK;
    }

    private void measure(BenchKafka kafka, LoadedModel loaded, Settings settings, String what) throws Exception {
        var figures = new PipelineFigures();
        var run = new PipelineRun(kafka, loaded, SentenceLoad.of(loaded.reader(), textOnly), invocation.err()::println);
        run.throughput(sentences, rounds, figures);
        if (rate > 0) {
            run.latency(rate, seconds, figures);
        }
        var report = new PipelineReport(
                what, sentences, rounds, settings.commitInterval().toMillis(), rate, figures);
        if (json) {
            invocation.out().line(report.json().toString());
        } else {
            invocation.out().lines(report.table());
        }
        invocation.out().flush();
    }

    private @Nullable DeviceSpeed speed() {
        try {
            return device == null ? null : DeviceSpeed.parse(device);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--simulate-device " + e.getMessage());
        }
    }

    private Map<String, String> flags(QuickstartFiles files, Path folder) throws IOException {
        Map<String, String> flags = new LinkedHashMap<>(set);
        if (bertBase) {
            Path checkpoint = Files.createDirectory(folder.resolve("bert-base"));
            madeUp.write(checkpoint);
            flags.put(SettingKeys.MODEL_PATH, checkpoint.toString());
            flags.put(SettingKeys.MODEL_CACHE_DIR, folder.resolve("model-cache").toString());
        } else if (model != null) {
            flags.put(SettingKeys.MODEL_PATH, model.toString());
        } else if (config == null) {
            flags.putIfAbsent(SettingKeys.MODEL_PATH, files.checkpoint().toString());
            files.modelCache().ifPresent(cache -> flags.putIfAbsent(SettingKeys.MODEL_CACHE_DIR, cache.toString()));
        }
        if (commitInterval != null) {
            flags.put(SettingKeys.COMMIT_INTERVAL, commitInterval.toString());
        }
        if (bootstrapServers != null) {
            flags.put(SettingKeys.BOOTSTRAP_SERVERS, bootstrapServers);
        }
        if (registry != null) {
            flags.put(SettingKeys.REGISTRY_URL, registry);
        }
        return flags;
    }
}
