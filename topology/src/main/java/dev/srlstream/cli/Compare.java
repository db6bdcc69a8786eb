package dev.srlstream.cli;

import dev.srlstream.compare.Borrowing;
import dev.srlstream.compare.Comparison;
import dev.srlstream.compare.ServedCheckpoint;
import dev.srlstream.console.AuditText;
import dev.srlstream.console.ComparisonJson;
import dev.srlstream.console.ComparisonText;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.warmup.WarmUpPlan;
import dev.srlstream.weights.CheckpointException;
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
record Compare(Invocation invocation, boolean json, boolean all) {
    /** Returns what the process ends with: 0 for a comparison, whatever it says. */
    int run(WarmUpPlan plan, Path against) throws CheckpointException {
        if (!Files.exists(against)) {
            throw new CommandFailure(
                    ExitCode.FAILURE, "There is no checkpoint at %s: correct --against.".formatted(against));
        }
        Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
        try (ServedCheckpoint first = ServedCheckpoint.open(plan.checkpoint(), plan.terms(), scratch);
                ServedCheckpoint second = Borrowing.open(against, plan.checkpoint(), plan.terms(), scratch)) {
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
                    "The checkpoints %s and %s cannot be compared with %s as scratch space for their weights (%s): make room there, or set the Java property java.io.tmpdir to a folder that has it."
                            .formatted(plan.checkpoint().model(), against, scratch, e));
        }
    }

    private List<String> rejected(ServedCheckpoint first, ServedCheckpoint second) {
        if (json) {
            return List.of(ComparisonJson.rejected(first.audit(), second.audit()));
        }
        AuditText text = new AuditText(invocation.style(), all);
        return Stream.of(first, second)
                .filter(ServedCheckpoint::isRejected)
                .flatMap(checkpoint -> text.lines(checkpoint.audit()).stream())
                .toList();
    }
}
