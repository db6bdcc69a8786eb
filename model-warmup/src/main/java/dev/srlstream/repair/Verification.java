package dev.srlstream.repair;

import dev.srlstream.audit.JudgedCheckpoint;
import dev.srlstream.checkpoint.Checkpoint;
import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.CheckpointSource;
import dev.srlstream.event.Outcome;
import dev.srlstream.reconcile.CompleteStateDict;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.statedict.TensorType;
import dev.srlstream.weights.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads an archive that was just written, as anybody would, and compares it with what it was written from. */
final class Verification {
    private final JudgedCheckpoint original;
    private final CompleteStateDict wanted;
    private final boolean positionIds;

    /**
     * @param original still open
     * @param wanted the tensors that were to be written
     * @param positionIds whether PyTorch is to demand {@code position_ids}
     */
    Verification(JudgedCheckpoint original, CompleteStateDict wanted, boolean positionIds) {
        this.original = original;
        this.wanted = wanted;
        this.positionIds = positionIds;
    }

    /**
     * @return the archive's size and SHA-256
     * @throws RepairException when anything differs
     */
    CheckpointSource verify(Path archive, Path scratch) throws RepairException, IOException {
        var terms = new Terms(Policy.STRICT, positionIds);
        try (JudgedCheckpoint written = JudgedCheckpoint.open(CheckpointPaths.of(archive), terms, scratch)) {
            requireSameFiles(written.checkpoint(), original.checkpoint());
            requireSameTensors(written.checkpoint().stateDict());
            CheckpointAudit audit = original.audit();
            Outcome due = audit.getOutcome() == Outcome.DEGRADED ? Outcome.DEGRADED : Outcome.CLEAN;
            require(
                    written.audit().getOutcome() == due,
                    "the audit (" + written.audit().getSummary() + ")");
            require(
                    Objects.equals(written.audit().getReconciledSha256(), audit.getReconciledSha256()),
                    "the digest of the reconciled weights");
            return written.checkpoint().source();
        } catch (CheckpointException e) {
            throw new RepairException("The archive does not read back: " + e.getMessage(), e);
        }
    }

    private static void requireSameFiles(Checkpoint written, Checkpoint original) throws RepairException {
        require(written.labels().equals(original.labels()), "vocabulary/labels.txt");
        require(written.vocabulary().equals(original.vocabulary()), "vocab.txt");
        require(written.bertConfig().equals(original.bertConfig()), "bert_config.json");
        require(written.lowercase() == original.lowercase(), "do_lower_case");
    }

    private void requireSameTensors(StateDict written) throws RepairException, IOException {
        List<String> keys = new ArrayList<>(written.tensors().keySet());
        require(keys.equals(new ArrayList<>(wanted.stateDict().tensors().keySet())), "the list of keys");
        for (Map.Entry<String, Tensor> entry : wanted.stateDict().tensors().entrySet()) {
            Tensor tensor = Objects.requireNonNull(written.tensors().get(entry.getKey()));
            boolean same = TensorType.of(tensor).equals(TensorType.of(entry.getValue()))
                    && MessageDigest.isEqual(digest(tensor), digest(entry.getValue()));
            require(same, entry.getKey());
        }
    }

    private static byte[] digest(Tensor tensor) throws IOException {
        MessageDigest digest = Sha256.digest();
        tensor.readElements(digest::update);
        return digest.digest();
    }

    private static void require(boolean same, String what) throws RepairException {
        if (!same) {
            throw new RepairException("The archive reads back differently from what was written, in " + what
                    + ", and was not kept: the disk or the memory is at fault, or the checkpoint changed meanwhile;"
                    + " try again, in another folder if it lasts.");
        }
    }
}
