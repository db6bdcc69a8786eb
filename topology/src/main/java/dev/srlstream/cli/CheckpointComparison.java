package dev.srlstream.cli;

import dev.srlstream.archive.ScratchDirectory;
import dev.srlstream.audit.JudgedCheckpoint;
import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.checkpoint.RemoteName;
import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.compare.Comparison;
import dev.srlstream.console.AuditText;
import dev.srlstream.console.ComparisonJson;
import dev.srlstream.console.ComparisonText;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.warmup.CacheDirectories;
import dev.srlstream.warmup.WarmUpException;
import dev.srlstream.warmup.WarmUpPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code srl audit --against}: two checkpoints under the same terms. Owned by one command.
 *
 * @param all whether every tensor and key is listed
 */
record CheckpointComparison(Invocation invocation, boolean json, boolean all) {
    /** Returns what the process ends with: 0 for a comparison, whatever it says. */
    int run(WarmUpPlan plan, Path against) throws CheckpointException, WarmUpException {
        if (!Files.exists(against)) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "There is no checkpoint at %s: %s --against."
                            .formatted(
                                    RemoteName.written(against),
                                    RemoteName.cure(against).orElse("correct")));
        }
        try (ScratchDirectory scratch = CacheDirectories.scratch(plan);
                JudgedCheckpoint first = JudgedCheckpoint.open(plan.checkpoint(), plan.terms(), scratch.path());
                JudgedCheckpoint second = JudgedCheckpoint.open(
                        CheckpointPaths.of(against), plan.checkpoint(), plan.terms(), scratch.path())) {
            if (first.isRejected() || second.isRejected()) {
                invocation.out().lines(rejected(first, second));
                return ExitCode.CHECKPOINT_REJECTED;
            }
            Comparison comparison = Comparison.of(first, second);
            invocation
                    .out()
                    .lines(
                            json
                                    ? List.of(ComparisonJson.of(comparison))
                                    : new ComparisonText(invocation.style(), all).lines(comparison));
            return ExitCode.OK;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "The checkpoints %s and %s cannot be compared (%s): where their weights are unpacked, room is needed for both; make some, or set model.cache.dir (SRL_MODEL_CACHE_DIR) to a folder that has it."
                            .formatted(plan.checkpoint().model(), against, e));
        }
    }

    private List<String> rejected(JudgedCheckpoint first, JudgedCheckpoint second) {
        if (json) {
            return List.of(ComparisonJson.rejected(first.audit(), second.audit()));
        }
        AuditText text = new AuditText(invocation.style(), all);
        return Stream.of(first, second)
                .filter(JudgedCheckpoint::isRejected)
                .flatMap(checkpoint -> text.lines(checkpoint.audit()).stream())
                .toList();
    }
}
