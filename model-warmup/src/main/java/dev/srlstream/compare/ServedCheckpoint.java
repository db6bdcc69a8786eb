package dev.srlstream.compare;

import dev.srlstream.audit.CheckpointAudits;
import dev.srlstream.checkpoint.Checkpoint;
import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.reconcile.Reconciler;
import dev.srlstream.reconcile.Reconciliation;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.statedict.StateDict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One of the two checkpoints of a comparison: open, and judged. Owned by the caller that opened it, which closes it. */
public final class ServedCheckpoint implements AutoCloseable {
    private final Checkpoint checkpoint;
    private final Reconciliation reconciliation;
    private final CheckpointAudit audit;

    private ServedCheckpoint(Checkpoint checkpoint, Terms terms) throws CheckpointException, IOException {
        this.checkpoint = checkpoint;
        this.reconciliation = Reconciler.reconcile(checkpoint, terms);
        this.audit = CheckpointAudits.of(checkpoint, terms, reconciliation);
    }

    /**
     * Reads all weights twice, to judge them and for their digest.
     *
     * @param scratch existing directory for the weights of an archive while the checkpoint is open
     * @throws CheckpointException when the checkpoint cannot be read or must not be trusted
     * @throws IOException when reading fails or the scratch directory is full
     */
    public static ServedCheckpoint open(CheckpointPaths paths, Terms terms, Path scratch)
            throws CheckpointException, IOException {
        return judged(Checkpoint.open(paths, scratch), terms);
    }

    /**
     * As {@link #open(CheckpointPaths, Terms, Path)}. What lies inside or beside the checkpoint is its own and counts; for
     * what it lacks, as AllenNLP archives lack the wordpiece vocabulary, the file that is named for the lender is taken.
     */
    public static ServedCheckpoint open(CheckpointPaths paths, CheckpointPaths lender, Terms terms, Path scratch)
            throws CheckpointException, IOException {
        return judged(Checkpoint.open(paths, lender, scratch), terms);
    }

    private static ServedCheckpoint judged(Checkpoint checkpoint, Terms terms) throws CheckpointException, IOException {
        try {
            return new ServedCheckpoint(checkpoint, terms);
        } catch (CheckpointException | IOException | RuntimeException e) {
            checkpoint.close();
            throw e;
        }
    }

    public CheckpointAudit audit() {
        return audit;
    }

    public boolean isRejected() {
        return reconciliation instanceof Reconciliation.Rejected;
    }

    /** What it lacks and what the other checkpoint's files were taken for. */
    public List<String> borrowed() {
        return checkpoint.borrowed();
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    Reconciliation reconciliation() {
        return reconciliation;
    }

    /** @throws IllegalStateException when the checkpoint was rejected */
    StateDict weights() {
        if (reconciliation instanceof Reconciliation.Accepted accepted) {
            return accepted.weights();
        }
        throw new IllegalStateException("a rejected checkpoint serves nothing");
    }

    @Override
    public void close() {
        checkpoint.close();
    }
}
