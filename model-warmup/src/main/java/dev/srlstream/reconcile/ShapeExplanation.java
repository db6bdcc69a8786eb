package dev.srlstream.reconcile;

import dev.srlstream.reconcile.ExpectedTensor.Axis;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says which of two sides is likely wrong when a shape does not fit: where most tensors that share a dimension agree on
 * another size, it is the configuration, else the tensor. Immutable.
 */
final class ShapeExplanation {
    private final Map<String, Long> usualSizes = new HashMap<>();
    private final int vocabularyLines;
    private final long layers;

    /** @param vocabularyLines lines of {@code vocab.txt}: a third witness of the size of the vocabulary */
    ShapeExplanation(List<ExpectedTensor> expected, StateDict file, int vocabularyLines) {
        this.vocabularyLines = vocabularyLines;
        Map<String, Map<Long, Integer>> votes = new HashMap<>();
        for (ExpectedTensor tensor : expected) {
            @Nullable Tensor found = file.tensors().get(tensor.key());
            if (found != null && found.shape().length == tensor.axes().size()) {
                for (int i = 0; i < tensor.axes().size(); i++) {
                    votes.computeIfAbsent(tensor.axes().get(i).name(), name -> new HashMap<>())
                            .merge(found.shape()[i], 1, Integer::sum);
                }
            }
        }
        // Of two sizes with as many votes the smaller one, so that the same file always reads the same.
        Comparator<Map.Entry<Long, Integer>> byVotes = Map.Entry.comparingByValue();
        votes.forEach((axis, sizes) -> sizes.entrySet().stream()
                .max(byVotes.thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .ifPresent(usual -> usualSizes.put(axis, usual.getKey())));
        layers = file.tensors().keySet().stream()
                .filter(key -> layer(key) >= 0)
                .map(ShapeExplanation::layer)
                .distinct()
                .count();
    }

    /** Encoder layers that the file has tensors of. */
    long layers() {
        return layers;
    }

    /** Number of the encoder layer that a key belongs to; negative for none. */
    static int layer(String key) {
        if (!key.startsWith(SrlBertLayout.LAYER)) {
            return -1;
        }
        String number = key.substring(SrlBertLayout.LAYER.length()).replaceFirst("\\..*", "");
        return number.matches("\\d{1,6}") ? Integer.parseInt(number) : -1;
    }

    String explain(ExpectedTensor expected, List<Long> found) {
        if (found.size() != expected.axes().size()) {
            return "It has " + found.size() + " dimensions where the model has "
                    + expected.axes().size() + ".";
        }
        // A square matrix has the same axis twice.
        Set<String> sentences = new LinkedHashSet<>();
        for (int i = 0; i < found.size(); i++) {
            Axis axis = expected.axes().get(i);
            if (axis.size() != found.get(i)) {
                sentences.add(explain(expected.key(), axis, found.get(i)));
            }
        }
        return String.join(" ", sentences);
    }

    private String explain(String key, Axis axis, long found) {
        String contradiction =
                axis.name() + " is " + axis.size() + " in " + axis.source() + ", but " + found + " in " + key + ": ";
        if (key.equals(SrlBertLayout.WORD_EMBEDDINGS) && axis.size() == vocabularyLines) {
            return contradiction + "as vocab.txt has " + vocabularyLines
                    + " lines, the weights are likely another model's.";
        }
        boolean configurationIsAlone = usualSizes.getOrDefault(axis.name(), found) != axis.size();
        return contradiction
                + (configurationIsAlone
                        ? axis.source() + " is likely another model's."
                        : "the other tensors have " + axis.size() + ", so this one is likely another model's.");
    }
}
