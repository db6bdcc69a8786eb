package dev.srlstream.compare;

import dev.srlstream.audit.JudgedCheckpoint;
import dev.srlstream.reconcile.Finding;
import dev.srlstream.reconcile.Finding.Action;
import dev.srlstream.statedict.Tensor;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a checkpoint is stored: nothing of it reaches the tags. */
final class Storage {
    private Storage() {}

    /** In what the two differ. */
    static List<Aspect> compare(JudgedCheckpoint model, JudgedCheckpoint against) {
        return Stream.of(
                        new Aspect("container", container(model), container(against)),
                        new Aspect("element types", types(model), types(against)),
                        new Aspect("position_ids", positionIds(model), positionIds(against)),
                        new Aspect("spelling of keys", spelling(model), spelling(against)),
                        new Aspect("unused tensors", unused(model, true), unused(against, true)),
                        new Aspect("ordinary values", unused(model, false), unused(against, false)))
                .filter(aspect -> !aspect.model().equals(aspect.against()))
                .toList();
    }

    private static String container(JudgedCheckpoint checkpoint) {
        return checkpoint.audit().getSource().getContainer();
    }

    private static String types(JudgedCheckpoint checkpoint) {
        return checkpoint.weights().tensors().values().stream()
                .map(Tensor::dtype)
                .distinct()
                .sorted()
                .map(type -> type.torchName().replace("torch.", ""))
                .collect(Collectors.joining(" and "));
    }

    private static String positionIds(JudgedCheckpoint checkpoint) {
        for (Finding finding : checkpoint.reconciliation().findings()) {
            if (finding.action() == Action.DROPPED) {
                return "right";
            }
            if (finding.action() == Action.REGENERATED && finding.found() != null) {
                return "wrong";
            }
        }
        return "missing";
    }

    private static String spelling(JudgedCheckpoint checkpoint) {
        long renamed = checkpoint.reconciliation().findings().stream()
                .filter(finding -> finding.action() == Action.RENAMED)
                .count();
        return renamed == 0 ? "AllenNLP's" : renamed + (renamed == 1 ? " key" : " keys") + " in another";
    }

    private static String unused(JudgedCheckpoint checkpoint, boolean tensors) {
        List<String> keys = checkpoint.reconciliation().findings().stream()
                .filter(finding -> finding.action() == Action.IGNORED && tensors == (finding.found() != null))
                .map(Finding::key)
                .sorted()
                .toList();
        return keys.isEmpty() ? "none" : String.join(", ", keys);
    }
}
