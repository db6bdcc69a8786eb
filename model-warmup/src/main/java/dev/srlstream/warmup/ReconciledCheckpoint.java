package dev.srlstream.warmup;

import dev.srlstream.archive.ScratchDirectory;
import dev.srlstream.audit.CheckpointAudits;
import dev.srlstream.checkpoint.Checkpoint;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.reconcile.Reconciler;
import dev.srlstream.reconcile.Reconciliation;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.statedict.FileCutShortException;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.torchscript.ScriptTarget;
import dev.srlstream.torchscript.SrlBertArchive;
import java.io.IOException;

/** A checkpoint, open, with the verdict on it. Owned by the warm-up, which closes it. */
final class ReconciledCheckpoint implements AutoCloseable {
    private final ScratchDirectory scratch;
    private final Checkpoint checkpoint;
    private final Reconciliation reconciliation;
    private final CheckpointFacts facts;

    private ReconciledCheckpoint(
            ScratchDirectory scratch, Checkpoint checkpoint, Reconciliation reconciliation, CheckpointAudit audit) {
        this.scratch = scratch;
        this.checkpoint = checkpoint;
        this.reconciliation = reconciliation;
        this.facts = new CheckpointFacts(audit, checkpoint.labels(), checkpoint.vocabulary(), checkpoint.lowercase());
    }

    /** @throws WarmUpException when there is no room to unpack the checkpoint */
    static ReconciledCheckpoint read(WarmUpPlan plan, StageClock clock) throws CheckpointException, WarmUpException {
        clock.begin(Stage.READ);
        ScratchDirectory scratch = CacheDirectories.scratch(plan);
        try {
            return read(plan, scratch, clock);
        } catch (FileCutShortException e) {
            scratch.close();
            throw new WarmUpException(plan.checkpoint().model() + ": " + e.getMessage() + ".", e);
        } catch (IOException e) {
            scratch.close();
            throw new WarmUpException(
                    "The checkpoint " + plan.checkpoint().model() + " cannot be read with " + scratch.path()
                            + " as scratch space for its weights (" + e + "): make room there, or "
                            + CacheDirectories.ELSEWHERE,
                    e);
        } catch (CheckpointException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    private static ReconciledCheckpoint read(WarmUpPlan plan, ScratchDirectory scratch, StageClock clock)
            throws CheckpointException, IOException {
        Checkpoint checkpoint = Checkpoint.open(plan.checkpoint(), scratch.path());
        try {
            clock.begin(Stage.RECONCILE);
            Reconciliation reconciliation = Reconciler.reconcile(checkpoint, plan.terms());
            CheckpointAudit audit = CheckpointAudits.of(checkpoint, plan.terms(), reconciliation);
            clock.end();
            return new ReconciledCheckpoint(scratch, checkpoint, reconciliation, audit);
        } catch (CheckpointException | IOException | RuntimeException e) {
            checkpoint.close();
            throw e;
        }
    }

    CheckpointFacts facts() {
        return facts;
    }

    /**
     * @throws IllegalStateException when the checkpoint was rejected
     * @throws WarmUpException when it is too large for an archive
     */
    SrlBertArchive archive(ScriptTarget target, Precision precision) throws WarmUpException {
        SrlBertArchive archive = new SrlBertArchive(weights(), checkpoint.bertConfig(), target, precision);
        if (archive.weightBytes() > SrlBertArchive.MAX_WEIGHT_BYTES) {
            throw new WarmUpException(
                    "The weights of " + facts.audit().getSource().getName() + " take "
                            + archive.weightBytes() + " bytes, and an archive for the engine holds at most "
                            + SrlBertArchive.MAX_WEIGHT_BYTES + ": choose a smaller model.");
        }
        return archive;
    }

    private StateDict weights() {
        if (reconciliation instanceof Reconciliation.Accepted accepted) {
            return accepted.weights();
        }
        throw new IllegalStateException("a rejected checkpoint has no weights to use");
    }

    @Override
    public void close() {
        checkpoint.close();
        scratch.close();
    }
}
