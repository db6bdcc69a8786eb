package dev.srlstream.compare;

import dev.srlstream.checkpoint.Checkpoint;
import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.reconcile.CheckpointAudits;
import dev.srlstream.reconcile.Reconciler;
import dev.srlstream.reconcile.Reconciliation;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.weights.CheckpointException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One of the two checkpoints of a comparison: open, and judged. Owned by whoever opened it, who closes it. */
public final class ServedCheckpoint implements AutoCloseable {
    private final Checkpoint checkpoint;
    private final Reconciliation reconciliation;
    private final CheckpointAudit audit;
    private final List<String> borrowed;

    private ServedCheckpoint(Checkpoint checkpoint, Terms terms, List<String> borrowed)
            throws CheckpointException, IOException {
        this.checkpoint = checkpoint;
        this.reconciliation = Reconciler.reconcile(checkpoint, terms);
        this.audit = CheckpointAudits.of(checkpoint, terms, reconciliation);
        this.borrowed = List.copyOf(borrowed);
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
        return open(paths, terms, scratch, List.of());
    }

    /** @param borrowed what {@link #borrowed} says */
    static ServedCheckpoint open(CheckpointPaths paths, Terms terms, Path scratch, List<String> borrowed)
            throws CheckpointException, IOException {
        Checkpoint checkpoint = Checkpoint.open(paths, scratch);
        try {
            return new ServedCheckpoint(checkpoint, terms, borrowed);
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

    /** Names of the files that it has not itself and that the other checkpoint's were taken for. */
    public List<String> borrowed() {
        return borrowed;
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
