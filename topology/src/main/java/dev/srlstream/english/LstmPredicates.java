package dev.srlstream.english;

import dev.srlstream.english.tagger.Tagger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** Predicates by the product's own tagger: words that are more probably verbs than not. Safe from any thread. */
final class LstmPredicates implements PredicateFinder {
    private static final float PROBABLE = 0.5f;

    /** Few sentences have no main verb: where none is probable, the most probable one is taken from here on. */
    private static final float POSSIBLE = 0.2f;

    /** Words that are tagged at a time: more than a sentence has, as a hostile text would take much memory at once. */
    private static final int WINDOW = 256;

    private final Tagger tagger;
    private final boolean auxiliaries;
    private final boolean[] mainVerbs;
    private final boolean[] auxiliaryVerbs;

    /** @param auxiliaries whether verbs that only go with another verb are predicates, too */
    LstmPredicates(Tagger tagger, boolean auxiliaries) {
        this.tagger = tagger;
        this.auxiliaries = auxiliaries;
        // Words such as United in a name are verbs to some treebanks, but no predicates.
        this.mainVerbs = labels(label -> label.startsWith("VERB|") && !label.startsWith("VERB|NNP"));
        this.auxiliaryVerbs = labels(label -> label.startsWith("AUX|"));
    }

    private boolean[] labels(Predicate<String> condition) {
        boolean[] labels = new boolean[tagger.labels().size()];
        for (int label = 0; label < labels.length; label++) {
            labels[label] = condition.test(tagger.labels().get(label));
        }
        return labels;
    }

    @Override
    public List<Integer> find(List<String> words) {
        List<Integer> found = new ArrayList<>();
        for (int begin = 0; begin < words.size(); begin += WINDOW) {
            int offset = begin;
            findInWindow(words.subList(begin, Math.min(words.size(), begin + WINDOW)))
                    .forEach(word -> found.add(offset + word));
        }
        return found;
    }

    private List<Integer> findInWindow(List<String> words) {
        float[][] probabilities = tagger.tag(words);
        List<Integer> found = new ArrayList<>();
        boolean mainVerb = false;
        int likeliest = -1;
        float largest = POSSIBLE;
        for (int word = 0; word < probabilities.length; word++) {
            boolean letters = hasLetter(words.get(word));
            float verb = letters ? sum(probabilities[word], mainVerbs) : 0;
            float auxiliary = letters ? sum(probabilities[word], auxiliaryVerbs) : 0;
            if (verb + auxiliary > PROBABLE) {
                found.add(word);
                mainVerb |= verb > auxiliary;
            } else if (verb > largest) {
                largest = verb;
                likeliest = word;
            }
        }
        if (!mainVerb && likeliest >= 0) {
            found.add(likeliest);
            Collections.sort(found);
        }
        if (!auxiliaries) {
            List<String> labels = Arrays.stream(probabilities).map(this::label).toList();
            found.removeIf(word -> Auxiliaries.goesWithAVerb(word, words, labels));
        }
        return found;
    }

    private static boolean hasLetter(String word) {
        for (int i = 0; i < word.length(); i = word.offsetByCodePoints(i, 1)) {
            if (Character.isLetter(word.codePointAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static float sum(float[] probabilities, boolean[] labels) {
        float sum = 0;
        for (int label = 0; label < probabilities.length; label++) {
            sum += labels[label] ? probabilities[label] : 0;
        }
        return sum;
    }

    private String label(float[] probabilities) {
        int best = 0;
        for (int label = 1; label < probabilities.length; label++) {
            best = probabilities[label] > probabilities[best] ? label : best;
        }
        return tagger.labels().get(best);
    }
}
