package dev.srlstream.benchmarks.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.cli.CommandFailure;
import dev.srlstream.cli.Invocation;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.warmup.ProcessMemory;
import dev.srlstream.warmup.WarmModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code srl bench memory}: resident memory over many batches. */
@Command(
        name = "memory",
        mixinStandardHelpOptions = true,
        description =
                "Run batch after batch of random rows through a model, and watch the resident memory of the process.")
public final class MemoryBench implements Callable<Integer> {
    private static final int READINGS = 10;
    private static final int MOST_ROWS = 4;
    private static final int LONGEST = 48;
    private static final double MEBIBYTE = 1 << 20;

    @Mixin
    private final ModelUnderTest model = new ModelUnderTest();

    @Option(
            names = "--batches",
            paramLabel = "N",
            defaultValue = "100000",
            description = "How many, of 1 to 4 rows of 2 to 48 wordpieces (default: ${DEFAULT-VALUE}).")
    private int batches;

    @Option(names = "--json", description = "Print one JSON object for each reading.")
    private boolean json;

    private final Invocation invocation;
    /** The same rows in every run. */
    private final Random random = new Random(92);

    public MemoryBench(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        if (batches < READINGS) {
            throw new CommandFailure(ExitCode.USAGE, "--batches must be " + READINGS + " at least.");
        }
        try (WarmModel warm = model.warm(invocation, Precision.FP32)) {
            int vocabulary = warm.vocabulary().size();
            print(0);
            for (int batch = 1; batch <= batches; batch++) {
                warm.model().forward(rows(vocabulary));
                if (batch % (batches / READINGS) == 0) {
                    print(batch);
                }
            }
        }
        return ExitCode.OK;
    }

    private List<WordpieceRow> rows(int vocabulary) {
        List<WordpieceRow> rows = new ArrayList<>();
        for (int left = 1 + random.nextInt(MOST_ROWS); left > 0; left--) {
            int[] ids =
                    random.ints(2 + random.nextInt(LONGEST - 1), 0, vocabulary).toArray();
            rows.add(new WordpieceRow(ids, 1, 2));
        }
        return rows;
    }

    private void print(int batch) {
        long resident = ProcessMemory.residentBytes();
        if (json) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            object.put("batches", batch);
            object.put("resident_bytes", resident);
            invocation.out().line(object.toString());
        } else {
            invocation
                    .out()
                    .line(String.format(
                            Locale.ROOT, "after %,9d batches: %,.0f MiB resident", batch, resident / MEBIBYTE));
        }
        invocation.out().flush();
    }
}
