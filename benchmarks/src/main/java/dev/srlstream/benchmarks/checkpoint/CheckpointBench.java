package dev.srlstream.benchmarks.checkpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.benchmarks.checkpoint.CheckpointRun.Stage;
import dev.srlstream.benchmarks.madeup.RandomCheckpoint;
import dev.srlstream.cli.Invocation;
import dev.srlstream.quickstart.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code srl bench checkpoint}: what it costs to read, reconcile, write and warm a checkpoint of BERT-base's size. */
@Command(
        name = "checkpoint",
        mixinStandardHelpOptions = true,
        description = {
            "Read, reconcile and write a checkpoint with a Java heap of 64 MB, then warm it from the cache, each in a process"
                    + " of its own; beside it what reading and hashing the file once cost.",
            "Without --model, one of BERT-base's size is made up: 12 layers of 768, 440 MB, as a directory and as tar.gz."
        })
public final class CheckpointBench implements Callable<Integer> {
    @Option(
            names = "--model",
            paramLabel = "PATH",
            description =
                    "A checkpoint of your own, with vocab.txt and, where it needs one, bert_config.json beside it.")
    private @Nullable Path model;

    @Option(
            names = "--passes",
            paramLabel = "N",
            defaultValue = "4",
            description = "How often to read, reconcile and write; the first pass, in a new process, counts apart"
                    + " (default: ${DEFAULT-VALUE}).")
    private int passes;

    @Option(names = "--json", description = "Print one JSON object for each checkpoint.")
    private boolean json;

    private final Invocation invocation;

    public CheckpointBench(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create("srl-bench-")) {
            for (Path checkpoint : model == null ? madeUp(folder.path()) : List.of(model)) {
                Path scratch = Files.createDirectory(folder.path().resolve("scratch-" + checkpoint.getFileName()));
                print(checkpoint, CheckpointFigures.measure(checkpoint.toAbsolutePath(), scratch, Math.max(2, passes)));
            }
        }
        return 0;
    }

    private List<Path> madeUp(Path folder) throws IOException {
        invocation.err().println("Making up a checkpoint of BERT-base's size in " + folder + " …");
        Path directory = Files.createDirectory(folder.resolve("bert-base"));
        RandomCheckpoint.write(directory, RandomCheckpoint.BERT_BASE);
        Path archive = folder.resolve("bert-base.tar.gz");
        RandomCheckpoint.pack(directory, archive);
        return List.of(directory, archive);
    }

    private void print(Path checkpoint, CheckpointFigures figures) {
        if (json) {
            invocation.out().line(json(checkpoint, figures).toString());
        } else {
            invocation.out().lines(table(checkpoint, figures));
        }
        invocation.out().flush();
    }

    private static List<String> table(Path checkpoint, CheckpointFigures figures) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%-46s %12s %12s", checkpoint.getFileName() + ", heap 64 MB", "new process", "settled"));
        for (Stage stage : Stage.values()) {
            figures.stage(stage).ifPresent(costs -> lines.add(line(stage.description(), costs)));
        }
        lines.add(line("read + reconciled + audited + written", figures.total()));
        lines.add(String.format(
                Locale.ROOT,
                "  of which without SHA-256 (%d times) and inflating %20.2f s CPU",
                CheckpointFigures.DIGESTS,
                figures.withoutFloor()));
        return lines;
    }

    private static String line(String what, CheckpointFigures.Costs costs) {
        return String.format(
                Locale.ROOT,
                "  %-44s %6.2f s CPU %s",
                what,
                costs.first().cpu(),
                costs.settled() == null
                        ? ""
                        : String.format(
                                Locale.ROOT, "%6.2f s CPU", costs.settled().cpu()));
    }

    private static ObjectNode json(Path checkpoint, CheckpointFigures figures) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("checkpoint", String.valueOf(checkpoint.getFileName()));
        object.put("heap_mb", CheckpointFigures.HEAP_MB);
        for (Map.Entry<Stage, CheckpointFigures.Costs> entry : figures.stages().entrySet()) {
            put(object.putObject(entry.getKey().name().toLowerCase(Locale.ROOT)), entry.getValue());
        }
        put(object.putObject("total"), figures.total());
        return object;
    }

    private static void put(ObjectNode object, CheckpointFigures.Costs costs) {
        object.put("cpu_seconds_new_process", costs.first().cpu());
        object.put("wall_seconds_new_process", costs.first().wall());
        if (costs.settled() != null) {
            object.put("cpu_seconds", costs.settled().cpu());
            object.put("wall_seconds", costs.settled().wall());
        }
    }
}
