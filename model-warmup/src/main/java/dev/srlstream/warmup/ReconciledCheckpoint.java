package dev.srlstream.warmup;

import dev.srlstream.archive.ScratchDirectory;
import dev.srlstream.audit.JudgedCheckpoint;
import dev.srlstream.checkpoint.Checkpoint;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.statedict.FileCutShortException;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.torchscript.Recipe;
import dev.srlstream.torchscript.ScriptTarget;
import dev.srlstream.torchscript.SrlBertArchive;
import java.io.IOException;

/** A judged checkpoint in a scratch directory of its own, and what is cached of it. Owned by the warm-up, which closes it. */
final class ReconciledCheckpoint implements AutoCloseable {
    private final ScratchDirectory scratch;
    private final JudgedCheckpoint judged;
    private final CheckpointFacts facts;

    private ReconciledCheckpoint(ScratchDirectory scratch, JudgedCheckpoint judged) {
        this.scratch = scratch;
        this.judged = judged;
        Checkpoint checkpoint = judged.checkpoint();
        this.facts = new CheckpointFacts(
                judged.audit(), checkpoint.labels(), checkpoint.vocabulary(), checkpoint.lowercase());
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
        clock.begin(Stage.RECONCILE);
        JudgedCheckpoint judged = JudgedCheckpoint.judge(checkpoint, plan.terms());
        clock.end();
        return new ReconciledCheckpoint(scratch, judged);
    }

    CheckpointFacts facts() {
        return facts;
    }

    /**
     * @throws IllegalStateException when the checkpoint was rejected
     * @throws WarmUpException when it is too large for an archive
     */
    SrlBertArchive archive(ScriptTarget target, Precision precision, Recipe recipe) throws WarmUpException {
        SrlBertArchive archive =
                new SrlBertArchive(judged.weights(), judged.checkpoint().bertConfig(), target, precision, recipe);
        if (archive.weightBytes() > SrlBertArchive.MAX_WEIGHT_BYTES) {
            throw new WarmUpException(
                    "The weights of " + facts.audit().getSource().getName() + " take "
                            + archive.weightBytes() + " bytes, and an archive for the engine holds at most "
                            + SrlBertArchive.MAX_WEIGHT_BYTES + ": choose a smaller model.");
        }
        return archive;
    }

    @Override
    public void close() {
        judged.close();
        scratch.close();
    }
}
