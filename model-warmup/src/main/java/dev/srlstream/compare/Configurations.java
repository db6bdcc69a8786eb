package dev.srlstream.compare;

import dev.srlstream.checkpoint.Checkpoint;
import dev.srlstream.configuration.BertConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/** What tags depend on besides the weights. Immutable. */
final class Configurations {
    private final List<Aspect> architecture = new ArrayList<>();
    private final List<Aspect> reading = new ArrayList<>();

    private Configurations() {}

    static Configurations compare(Checkpoint model, Checkpoint against) {
        var differences = new Configurations();
        differences.addDimensions(model.bertConfig(), against.bertConfig());
        differences.addLabels(model.labels(), against.labels());
        differences.addReading(model, against);
        return differences;
    }

    /** Differences that make it another model: dimensions, heads, labels. */
    List<Aspect> architecture() {
        return List.copyOf(architecture);
    }

    /** Differences in how a sentence is read and computed with: wordpieces, lower-casing, epsilon. */
    List<Aspect> reading() {
        return List.copyOf(reading);
    }

    private void addDimensions(BertConfig model, BertConfig against) {
        List<Aspect> dimensions = new ArrayList<>();
        dimensions.add(dimension("layers", model, against, BertConfig::layers));
        dimensions.add(dimension("hidden size", model, against, BertConfig::hiddenSize));
        dimensions.add(dimension("heads", model, against, BertConfig::heads));
        dimensions.add(dimension("intermediate size", model, against, BertConfig::intermediateSize));
        dimensions.add(dimension("rows of word embeddings", model, against, BertConfig::vocabularySize));
        dimensions.add(dimension("positions", model, against, BertConfig::positions));
        dimensions.add(dimension("token types", model, against, BertConfig::typeVocabularySize));
        dimensions.stream()
                .filter(aspect -> !aspect.model().equals(aspect.against()))
                .forEach(architecture::add);
    }

    private static Aspect dimension(
            String what, BertConfig model, BertConfig against, Function<BertConfig, Integer> size) {
        return new Aspect(what, String.valueOf(size.apply(model)), String.valueOf(size.apply(against)));
    }

    private void addLabels(List<String> model, List<String> against) {
        if (!model.equals(against)) {
            boolean reordered = new HashSet<>(model).equals(new HashSet<>(against));
            architecture.add(lines(reordered ? "order of labels" : "labels", model, against));
        }
    }

    private void addReading(Checkpoint model, Checkpoint against) {
        if (!model.vocabulary().equals(against.vocabulary())) {
            reading.add(lines("wordpieces", model.vocabulary(), against.vocabulary()));
        }
        if (model.lowercase() != against.lowercase()) {
            reading.add(new Aspect("lower-casing", casing(model.lowercase()), casing(against.lowercase())));
        }
        double epsilon = model.bertConfig().layerNormEpsilon();
        double otherEpsilon = against.bertConfig().layerNormEpsilon();
        if (epsilon != otherEpsilon) {
            reading.add(new Aspect("epsilon of layer norms", String.valueOf(epsilon), String.valueOf(otherEpsilon)));
        }
    }

    private static String casing(boolean lowercase) {
        return lowercase ? "words are lower-cased" : "words are left as they are";
    }

    /** How many there are, and the first that differs; ids count from 0. */
    private static Aspect lines(String what, List<String> model, List<String> against) {
        int shorter = Math.min(model.size(), against.size());
        int first = 0;
        while (first < shorter && model.get(first).equals(against.get(first))) {
            first++;
        }
        return new Aspect(what, line(model, first), line(against, first));
    }

    private static String line(List<String> lines, int index) {
        return lines.size() + (index < lines.size() ? ", id " + index + " is " + lines.get(index) : "");
    }
}
