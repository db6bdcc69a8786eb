package dev.srlstream.audit;

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

/**
 * A checkpoint that is open, reconciled and audited: what warm-up, comparison and repair start from. Owned by the caller that
 * opened it, which closes it. Safe for any thread.
 */
public final class JudgedCheckpoint implements AutoCloseable {
    private final Checkpoint checkpoint;
    private final Reconciliation reconciliation;
    private final CheckpointAudit audit;

    private JudgedCheckpoint(Checkpoint checkpoint, Terms terms) throws CheckpointException, IOException {
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
    public static JudgedCheckpoint open(CheckpointPaths paths, Terms terms, Path scratch)
            throws CheckpointException, IOException {
        return judge(Checkpoint.open(paths, scratch), terms);
    }

    /**
     * As {@link #open(CheckpointPaths, Terms, Path)}. What lies inside or beside the checkpoint is its own and counts; for
     * what it lacks, as AllenNLP archives lack the wordpiece vocabulary, the file that is named for the lender is taken.
     */
    public static JudgedCheckpoint open(CheckpointPaths paths, CheckpointPaths lender, Terms terms, Path scratch)
            throws CheckpointException, IOException {
        return judge(Checkpoint.open(paths, lender, scratch), terms);
    }

    /** The second step of {@link #open} alone. The checkpoint is closed with what is returned, or now where judging fails. */
    public static JudgedCheckpoint judge(Checkpoint checkpoint, Terms terms) throws CheckpointException, IOException {
        try {
            return new JudgedCheckpoint(checkpoint, terms);
        } catch (CheckpointException | IOException | RuntimeException e) {
            checkpoint.close();
            throw e;
        }
    }

    public Checkpoint checkpoint() {
        return checkpoint;
    }

    public Reconciliation reconciliation() {
        return reconciliation;
    }

    public CheckpointAudit audit() {
        return audit;
    }

    public boolean isRejected() {
        return reconciliation instanceof Reconciliation.Rejected;
    }

    /** @throws IllegalStateException when the checkpoint was rejected */
    public StateDict weights() {
        if (reconciliation instanceof Reconciliation.Accepted accepted) {
            return accepted.weights();
        }
        throw new IllegalStateException("a rejected checkpoint has no weights to use");
    }

    @Override
    public void close() {
        checkpoint.close();
    }
}
