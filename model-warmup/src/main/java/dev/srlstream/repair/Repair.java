package dev.srlstream.repair;

import dev.srlstream.audit.JudgedCheckpoint;
import dev.srlstream.checkpoint.RepairRecord;
import dev.srlstream.event.CheckpointSource;
import dev.srlstream.reconcile.CompleteStateDict;
import dev.srlstream.reconcile.CompleteStateDict.Added;
import dev.srlstream.reconcile.CompleteStateDict.Sort;
import dev.srlstream.reconcile.Finding;
import dev.srlstream.reconcile.Finding.Action;
import dev.srlstream.reconcile.Reconciliation;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.weights.StateDictWriter;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a clean archive from a checkpoint: every learned weight as it is in the file, bit by bit, in its own element type;
 * every key that PyTorch's {@code load_state_dict(strict=True)} asks for; the wordpiece vocabulary and the BERT
 * configuration inside. The archive appears complete, read back and compared, or not at all. Used once, by one thread.
 */
public final class Repair {
    private final RepairPlan plan;
    private final Path scratch;

    private Repair(RepairPlan plan, Path scratch) {
        this.plan = plan;
        this.scratch = scratch;
    }

    /**
     * Repairs a checkpoint. Weights are inflated into files without names beside the target.
     *
     * @throws CheckpointException when the checkpoint cannot be read or must not be trusted
     * @throws TargetRefusedException when the target must not be written to
     * @throws RepairException when the archive cannot be written, or reads back differently
     */
    public static RepairOutcome run(RepairPlan plan) throws CheckpointException, RepairException {
        try {
            RepairTarget.require(plan);
            try (UnfinishedFile file = UnfinishedFile.of(plan.target())) {
                return new Repair(plan, file.path().resolveSibling("")).run(file);
            }
        } catch (IOException e) {
            throw new RepairException(
                    "The archive " + plan.target() + " cannot be written (" + reason(e)
                            + "), and nothing of it is left: its folder needs room for it and for twice the inflated"
                            + " weights; make room or choose another.",
                    e);
        }
    }

    private RepairOutcome run(UnfinishedFile file) throws CheckpointException, RepairException, IOException {
        Terms terms = Terms.of(plan.policy());
        try (JudgedCheckpoint judged = JudgedCheckpoint.open(plan.checkpoint(), terms, scratch)) {
            return judged.reconciliation() instanceof Reconciliation.Accepted accepted
                    ? write(file, judged, accepted)
                    : new RepairOutcome.Rejected(judged.audit());
        }
    }

    private RepairOutcome write(UnfinishedFile file, JudgedCheckpoint judged, Reconciliation.Accepted accepted)
            throws CheckpointException, RepairException, IOException {
        CompleteStateDict complete = CompleteStateDict.of(judged.checkpoint(), accepted, plan.positionIds());
        StateDictWriter weights = plan.format().writer(complete.stateDict());
        if (weights.bytes() > plan.format().maxBytes()) {
            throw new RepairException(
                    "The weights of " + judged.audit().getSource().getName() + " take " + weights.bytes()
                            + " bytes, and a torch zip is written here up to 4 GiB: choose --format safetensors.");
        }
        List<String> leftOut = leftOut(accepted, complete);
        var repair = new RepairRecord(
                judged.checkpoint().source(),
                judged.audit().getSummary(),
                addedUnlearned(complete),
                lost(accepted),
                leftOut);
        RepairedArchive.write(
                SurroundingFiles.of(judged.checkpoint(), repair), plan.format().member(), weights, file.channel());
        file.finish();
        CheckpointSource archive = new Verification(judged, complete, plan.positionIds()).verify(file.path(), scratch);
        // Something may have come to lie there since.
        RepairTarget.require(plan);
        file.publish();
        archive.setName(String.valueOf(plan.target().getFileName()));
        return new RepairOutcome.Written(
                judged.audit(),
                archive,
                complete.stateDict().tensors().size(),
                complete.added(),
                leftOut,
                judged.checkpoint().config().isEmpty());
    }

    private static List<String> addedUnlearned(CompleteStateDict complete) {
        return complete.added().stream()
                .filter(added -> added.sort() != Sort.LOST)
                .map(Added::key)
                .toList();
    }

    /** Those made up now, and those that an earlier repair made up. */
    private static List<String> lost(Reconciliation.Accepted accepted) {
        return accepted.findings().stream()
                .filter(finding -> finding.action() == Action.REINITIALISED)
                .map(Finding::key)
                .toList();
    }

    /** Keys that are not used, except those that PyTorch asks for all the same. */
    private static List<String> leftOut(Reconciliation.Accepted accepted, CompleteStateDict complete) {
        Set<String> carried = complete.stateDict().tensors().keySet();
        Set<String> replaced = complete.added().stream().map(Added::key).collect(Collectors.toSet());
        return accepted.findings().stream()
                .filter(finding -> finding.action() == Action.IGNORED || finding.action() == Action.DROPPED)
                .map(Finding::key)
                .filter(key -> !carried.contains(key) || replaced.contains(key))
                .toList();
    }

    /** The messages of file system exceptions are paths: there the class says what is wrong. */
    private static String reason(IOException e) {
        if (e instanceof FileSystemException failure) {
            return failure.getReason() == null
                    ? e.getClass().getSimpleName() + ": " + e.getMessage()
                    : failure.getReason() + ": " + failure.getFile();
        }
        return String.valueOf(e.getMessage());
    }
}
