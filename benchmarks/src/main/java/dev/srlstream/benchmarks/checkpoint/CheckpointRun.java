package dev.srlstream.benchmarks.checkpoint;

import dev.srlstream.benchmarks.measure.Cost;
import dev.srlstream.benchmarks.measure.Meter;
import dev.srlstream.checkpoint.Checkpoint;
import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.reconcile.CheckpointAudits;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Reconciler;
import dev.srlstream.reconcile.Reconciliation;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.torchscript.SrlBertArchive;
import dev.srlstream.torchscript.Target;
import dev.srlstream.warmup.ChecksumOutput;
import dev.srlstream.warmup.WarmUp;
import dev.srlstream.warmup.WarmUpListener;
import dev.srlstream.warmup.WarmUpPlan;
import dev.srlstream.weights.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;

/**
 * The measured process of {@code srl bench checkpoint}: {@code MODEL SCRATCH PASSES} reads, reconciles and writes as often
 * as asked; with 0 passes it warms the model up once, with the cache in SCRATCH. Prints a line per {@link Stage}.
 */
final class CheckpointRun {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path model;
    private final Path scratch;

    private CheckpointRun(Path model, Path scratch) {
        this.model = model;
        this.scratch = scratch;
    }

    /** What is measured, in order. */
    enum Stage {
        READ_ONCE("the file, read once"),
        SHA_256("its SHA-256"),
        INFLATE("inflated"),
        READ("read: unpacked, checked, mapped"),
        RECONCILE("reconciled: compared, finite"),
        AUDIT("audited: digest of the weights"),
        WRITE("written: archive and checksum"),
        WARM("from the cache to warm, Java's start included");

        private final String description;

        Stage(String description) {
            this.description = description;
        }

        String description() {
            return description;
        }
    }

    public static void main(String[] arguments) throws Exception {
        var run = new CheckpointRun(Path.of(arguments[0]), Path.of(arguments[1]));
        int passes = Integer.parseInt(arguments[2]);
        if (passes == 0) {
            run.warm();
        }
        for (int pass = 0; pass < passes; pass++) {
            run.pass();
        }
        // libtorch's threads are no daemons.
        System.exit(0);
    }

    private void pass() throws Exception {
        Path file = Files.isDirectory(model) ? model.resolve("weights.th") : model;
        var meter = new Meter();
        try (InputStream in = Files.newInputStream(file)) {
            drain(in);
        }
        print(Stage.READ_ONCE, meter.lap());
        Sha256.of(file);
        print(Stage.SHA_256, meter.lap());
        if (!Files.isDirectory(model)) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
                drain(in);
            }
            print(Stage.INFLATE, meter.lap());
        }
        try (Checkpoint checkpoint = Checkpoint.open(CheckpointPaths.of(model), scratch)) {
            print(Stage.READ, meter.lap());
            Terms terms = Terms.of(Policy.RECONCILE);
            Reconciliation reconciliation = Reconciler.reconcile(checkpoint, terms);
            print(Stage.RECONCILE, meter.lap());
            CheckpointAudits.of(checkpoint, terms, reconciliation);
            print(Stage.AUDIT, meter.lap());
            write(checkpoint, (Reconciliation.Accepted) reconciliation);
            print(Stage.WRITE, meter.lap());
        }
    }

    private void write(Checkpoint checkpoint, Reconciliation.Accepted accepted) throws IOException {
        Path archive = scratch.resolve("archive.pt");
        try (FileChannel file = FileChannel.open(
                archive, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            var out = new ChecksumOutput(file);
            new SrlBertArchive(accepted.weights(), checkpoint.bertConfig(), Target.CPU, Precision.FP32)
                    .write(out, written -> {});
            out.checksum();
            file.force(true);
        }
    }

    private void warm() throws Exception {
        var plan = new WarmUpPlan(
                CheckpointPaths.of(model), Terms.of(Policy.RECONCILE), "cpu", Precision.FP32, scratch, 1);
        var meter = new Meter();
        try (var warmUp = new WarmUp(plan, WarmUpListener.SILENT)) {
            warmUp.audit();
            warmUp.warm().close();
        }
        print(Stage.WARM, new Cost(Meter.sinceStart(), meter.lap().wall()));
    }

    private static void drain(InputStream in) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        while (in.read(buffer) >= 0) {
            // To the end.
        }
    }

    private static void print(Stage stage, Cost cost) {
        System.out.println(stage + " " + cost.cpu() + " " + cost.wall());
    }
}
