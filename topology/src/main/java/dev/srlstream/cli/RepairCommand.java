package dev.srlstream.cli;

import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.cli.options.ModelOptions;
import dev.srlstream.config.Settings;
import dev.srlstream.console.RepairText;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.operations.ModelFiles;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.repair.Repair;
import dev.srlstream.repair.RepairOutcome;
import dev.srlstream.repair.RepairPlan;
import dev.srlstream.repair.WeightsFormat;
import dev.srlstream.warmup.WarmUpPlan;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code srl repair}: the checkpoint handed back as a clean archive. */
@Command(
        name = "repair",
        mixinStandardHelpOptions = true,
        description = {
            "Write a clean AllenNLP archive from a checkpoint: the learned weights bit by bit as they are, every key"
                    + " that load_state_dict(strict=True) asks for, vocab.txt and bert_config.json inside.",
            "The archive appears once it has been read back and compared, or not at all; the checkpoint stays as it is.",
            "Ends with 0 where the archive was written, 3 where the checkpoint is rejected, 4 where it cannot be read."
        },
        footer = {
            "",
            "Example:",
            "  srl repair --vocab vocab.txt --out repaired.tar.gz \\",
            "    --model bert-base-srl-2020.09.03.tar.gz"
        })
final class RepairCommand implements Callable<Integer> {
    /** What becomes of the buffer. */
    private enum PositionIds {
        KEEP,
        DROP
    }

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The archive to write, a tar.gz.")
    private Path out = Path.of("");

    @Option(names = "--force", description = "Replace an archive that is there already; never the checkpoint itself.")
    private boolean force;

    @Option(
            names = "--position-ids",
            paramLabel = "keep|drop",
            description =
                    "keep (default): with the buffer, for transformers 3.1.0 to 4.30.2, among them those of AllenNLP 1.2 to 2.10;"
                            + " drop: without it, for all others.")
    private PositionIds positionIds = PositionIds.KEEP;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "torch-zip (default): weights.th as torch.save writes it;"
                    + " safetensors: model.safetensors, which srl reads and AllenNLP does not.")
    private WeightsFormat format = WeightsFormat.TORCH_ZIP;

    @Option(names = "--json", description = "Print what was done as one line of JSON.")
    private boolean json;

    private final Invocation invocation;

    RepairCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        WarmUpPlan source =
                Settings.loadForModel(invocation.environment(), model.flags()).warmUpPlan();
        ModelFiles.require(source);
        Policy policy = source.terms().policy();
        if (policy == Policy.STRICT) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "The policy is strict, which repairs nothing; choose --policy reconcile or lenient.");
        }
        RepairOutcome outcome = Repair.run(
                new RepairPlan(source.checkpoint(), policy, positionIds == PositionIds.KEEP, format, out, force));
        if (outcome instanceof RepairOutcome.Written written) {
            invocation.out().lines(json ? RepairText.json(written, out) : text(written));
            return ExitCode.OK;
        }
        throw new CommandFailure(
                ExitCode.CHECKPOINT_REJECTED,
                outcome.audit().getSummary()
                        + " Nothing was written; 'srl audit' with the same flags shows every key.");
    }

    private Iterable<String> text(RepairOutcome.Written written) {
        return new RepairText(invocation.style())
                .lines(written, out, positionIds == PositionIds.KEEP, format == WeightsFormat.TORCH_ZIP);
    }
}
