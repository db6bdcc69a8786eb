package dev.srlstream.audit;

import dev.srlstream.checkpoint.Checkpoint;
import dev.srlstream.configuration.BertConfig;
import dev.srlstream.event.Architecture;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.KeyCounts;
import dev.srlstream.event.KeyFinding;
import dev.srlstream.event.Outcome;
import dev.srlstream.reconcile.ExpectedTensor;
import dev.srlstream.reconcile.Finding;
import dev.srlstream.reconcile.Finding.Action;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Reconciliation;
import dev.srlstream.reconcile.Reconciliation.Clean;
import dev.srlstream.reconcile.Reconciliation.Rejected;
import dev.srlstream.reconcile.SrlBertLayout;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.statedict.TensorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down a reconciliation for the diagnostics topic. The same file and policy always give the same record. */
final class CheckpointAudits {
    private CheckpointAudits() {}

    /**
     * The audit of a checkpoint that is still open; reads all weights once for their digest.
     *
     * @throws UncheckedIOException when the weights cannot be read any more
     */
    static CheckpointAudit of(Checkpoint checkpoint, Terms terms, Reconciliation reconciliation) {
        Policy policy = terms.policy();
        BertConfig config = checkpoint.bertConfig();
        var layout = new SrlBertLayout(config, checkpoint.labels().size());
        List<Finding> findings = reconciliation.findings();
        @Nullable StateDict weights = weights(reconciliation);
        return CheckpointAudit.newBuilder()
                .setSource(checkpoint.source())
                .setArchitecture(new Architecture(
                        config.layers(),
                        config.hiddenSize(),
                        config.heads(),
                        config.intermediateSize(),
                        config.vocabularySize(),
                        layout.labels(),
                        config.positions()))
                .setPolicy(policy.name().toLowerCase(Locale.ROOT))
                .setOutcome(outcome(reconciliation))
                .setSummary(
                        weights == null
                                ? AuditSummary.rejected(findings)
                                : AuditSummary.accepted(weights.tensors().size(), config.positions(), findings))
                .setKeys(counts(checkpoint, terms, layout, findings))
                .setFindings(findings.stream().map(CheckpointAudits::finding).toList())
                .setPytorchMessage(PytorchMessage.of(layout, checkpoint.stateDict(), checkpoint.otherKeys(), terms))
                .setParameters(weights == null ? 0 : parameters(weights))
                .setReconciledSha256(weights == null ? null : digest(weights))
                .build();
    }

    private static @Nullable StateDict weights(Reconciliation reconciliation) {
        return reconciliation instanceof Reconciliation.Accepted accepted ? accepted.weights() : null;
    }

    private static Outcome outcome(Reconciliation reconciliation) {
        if (reconciliation instanceof Rejected) {
            return Outcome.REJECTED;
        }
        if (reconciliation instanceof Reconciliation.Degraded) {
            return Outcome.DEGRADED;
        }
        return reconciliation instanceof Clean ? Outcome.CLEAN : Outcome.REPAIRED;
    }

    private static KeyCounts counts(Checkpoint checkpoint, Terms terms, SrlBertLayout layout, List<Finding> findings) {
        Map<String, Tensor> inFile = checkpoint.stateDict().tensors();
        Set<String> present = new HashSet<>(inFile.keySet());
        findings.forEach(finding -> {
            if (finding.newKey() != null) {
                present.add(finding.newKey());
            }
        });
        Set<String> refused =
                findings.stream().filter(Finding::isRefused).map(Finding::key).collect(Collectors.toSet());
        long matched = layout.learned().stream()
                .map(ExpectedTensor::key)
                .filter(key -> present.contains(key) && !refused.contains(key))
                .count();
        // Strict, the model needs position_ids and pooler as well.
        int expected = terms.policy() == Policy.STRICT
                ? layout.stateDict().size() + (terms.expectPositionIds() ? 1 : 0)
                : layout.learned().size();
        return new KeyCounts(
                inFile.size() + checkpoint.otherKeys().size(),
                expected,
                (int) matched,
                count(findings, Action.REGENERATED),
                count(findings, Action.DROPPED),
                count(findings, Action.RENAMED),
                count(findings, Action.IGNORED),
                refused.size());
    }

    private static int count(List<Finding> findings, Action action) {
        return (int)
                findings.stream().filter(finding -> finding.action() == action).count();
    }

    private static KeyFinding finding(Finding finding) {
        @Nullable TensorType expected = finding.expected();
        @Nullable TensorType found = finding.found();
        return KeyFinding.newBuilder()
                .setKey(finding.key())
                .setKind(finding.kind())
                .setExpectedShape(expected == null ? null : expected.shape())
                .setFoundShape(found == null ? null : found.shape())
                .setExpectedType(expected == null ? null : expected.dtype().torchName())
                .setFoundType(found == null ? null : found.dtype().torchName())
                .setAction(finding.action().toString())
                .setDetail(finding.detail())
                .build();
    }

    private static long parameters(StateDict weights) {
        return weights.tensors().values().stream().mapToLong(Tensor::elements).sum();
    }

    private static String digest(StateDict weights) {
        try {
            return WeightsDigest.sha256(weights);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
