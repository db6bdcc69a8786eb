package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.cli.CommandFailure;
import dev.srlstream.cli.Invocation;
import dev.srlstream.config.Settings;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.quickstart.QuickstartFiles;
import dev.srlstream.quickstart.TemporaryFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code srl bench backlog}: whether anything grows with what waits, how soon a restart works again, and what idleness costs. */
@Command(
        name = "backlog",
        mixinStandardHelpOptions = true,
        description = {
            "Publish sentences into a real broker, then start 'srl run' as a process of its own with a small heap, and watch its"
                    + " memory and its changelog while it works them off. After 90 %% it is killed and started again; when it is"
                    + " through, it is stopped, started once more, and watched without work.",
            "One sentence of four brings a predicate, the others none. The memory is that after a collection. The time for which a"
                    + " group waits for a killed member (session.timeout.ms) is not counted."
        },
        footer = {"", "Example: srl bench backlog --sentences 1000000 --heap 256"})
public final class BacklogBench implements Callable<Integer> {
    private static final int LARGEST = 900_000;

    @Option(
            names = "--sentences",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Size of the backlog (default: ${DEFAULT-VALUE}).")
    private int sentences;

    @Option(
            names = "--fill",
            paramLabel = "BYTES",
            defaultValue = "0",
            description =
                    "What each record is filled up with, hardly compressible; at most 900000 (default: ${DEFAULT-VALUE}).")
    private int fill;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Of each topic (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--heap",
            paramLabel = "MIB",
            defaultValue = "256",
            description = "The service's -Xmx (default: ${DEFAULT-VALUE}).")
    private int heap;

    @Option(
            names = "--commit-interval",
            paramLabel = "MS",
            description = "Milliseconds between commits (default: the service's).")
    private @Nullable Long commitInterval;

    @Option(
            names = "--compaction",
            paramLabel = "S",
            defaultValue = "60",
            description = "Seconds that the broker gets to compact the changelog (default: ${DEFAULT-VALUE}).")
    private int compaction;

    @Option(
            names = "--idle",
            paramLabel = "S",
            defaultValue = "60",
            description =
                    "Seconds for which the service rests, and then is watched without work; 0 leaves it out (default: ${DEFAULT-VALUE}).")
    private int idle;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting of the service; repeatable. model.path is the demo's checkpoint unless set.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private final Invocation invocation;

    public BacklogBench(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        if (sentences < 10 || partitions < 1 || heap < 64 || idle < 0 || compaction < 0 || fill < 0 || fill > LARGEST) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "There must be ten sentences, a partition and 64 MiB of heap at least, no negative time, and at most "
                            + LARGEST + " bytes to fill up with.");
        }
        QuickstartFiles files = QuickstartFiles.locate();
        invocation.err().println("Starting a broker and a registry …");
        try (TemporaryFolder folder = TemporaryFolder.create("srl-bench-");
                BenchKafka kafka = BenchKafka.open(
                        files, null, invocation.environment(), flags(files, folder.path()), partitions)) {
            Map<String, String> flags = kafka.flags("service", kafka.topic("backlog"));
            Settings settings = kafka.settings(flags);
            var run = new BacklogRun(
                    folder.path(), heap, flags, settings, BacklogLoad.of(fill), sentences, invocation.err()::println);
            var report = new BacklogReport(
                    sentences, partitions, heap, settings.commitInterval().toMillis(), run.run(compaction, idle));
            if (json) {
                invocation.out().line(report.json().toString());
            } else {
                invocation.out().lines(report.table());
            }
            invocation.out().flush();
        }
        return ExitCode.OK;
    }

    private Map<String, String> flags(QuickstartFiles files, Path folder) {
        Map<String, String> flags = new LinkedHashMap<>(set);
        if (!flags.containsKey("model.path")) {
            flags.put("model.path", files.checkpoint().toString());
            Path cache = files.modelCache().orElse(folder.resolve("model-cache"));
            flags.putIfAbsent("model.cache.dir", cache.toString());
        }
        if (commitInterval != null) {
            flags.put("commit.interval.ms", commitInterval.toString());
        }
        return flags;
    }
}
