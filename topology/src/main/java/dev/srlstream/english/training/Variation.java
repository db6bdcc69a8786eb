package dev.srlstream.english.training;

import dev.srlstream.english.tagger.VerbLexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Now and then shows a sentence in a form that treebanks are short of: in capitals, as a headline, in lower case, as a command, with {@code 's}
 * for a verb, with other words that can be nouns and verbs. Immutable.
 */
final class Variation {
    private static final float CAPITALS = 0.04f;
    private static final float LOWER = 0.08f;
    private static final float HEADLINE = 0.12f;
    private static final float COMMAND = 0.2f;
    private static final float CONTRACTED = 0.3f;
    private static final float EXCHANGED = 0.4f;

    /** Of the words that can be exchanged in a sentence. */
    private static final float EXCHANGED_WORDS = 0.3f;

    private static final Set<String> CONTRACTIBLE = Set.of("is", "has");
    private static final Set<String> SUBJECTS = Set.of("NOUN", "PROPN", "PRON");

    private static final Set<String> BASE_FORMS = Set.of("VERB|VB", "VERB|VBP", "NOUN|NN");
    private static final Set<String> FORMS_IN_S = Set.of("VERB|VBZ", "NOUN|NNS");

    private final VerbLexicon verbs;

    Variation(VerbLexicon verbs) {
        this.verbs = verbs;
    }

    Example of(Example example, Random random) {
        float chance = random.nextFloat();
        if (chance < CAPITALS) {
            return written(example, word -> word.toUpperCase(Locale.ROOT));
        }
        if (chance < LOWER) {
            return written(example, word -> word.toLowerCase(Locale.ROOT));
        }
        if (chance < HEADLINE) {
            return written(example, Variation::capitalized);
        }
        if (chance < COMMAND) {
            return command(example);
        }
        if (chance < CONTRACTED) {
            return contracted(example);
        }
        return chance < EXCHANGED ? exchanged(example, random) : example;
    }

    private static Example written(Example example, UnaryOperator<String> form) {
        return new Example(example.words().stream().map(form).toList(), example.labels());
    }

    /** What follows {@code to}, {@code can} or the like is how a command is worded. */
    private static Example command(Example example) {
        List<String> labels = example.labels();
        for (int i = 1; i < labels.size() - 1; i++) {
            String before = labels.get(i - 1);
            if (labels.get(i).equals("VERB|VB") && (before.equals("PART") || before.equals("AUX|MD"))) {
                List<String> words = example.words().subList(i, labels.size());
                List<String> command = new ArrayList<>(words);
                command.set(0, capitalized(words.get(0)));
                return new Example(command, labels.subList(i, labels.size()));
            }
        }
        return example;
    }

    /** With {@code 's} for {@code is} and {@code has} behind nouns and pronouns. */
    private static Example contracted(Example example) {
        List<String> words = new ArrayList<>(example.words());
        for (int i = 1; i < words.size(); i++) {
            String subject = example.labels().get(i - 1);
            boolean shortens = example.labels().get(i).equals("AUX|VBZ")
                    && CONTRACTIBLE.contains(words.get(i))
                    && SUBJECTS.stream().anyMatch(subject::startsWith);
            if (shortens) {
                words.set(i, "'s");
            }
        }
        return new Example(words, example.labels());
    }

    /** So that such a word is told by its neighbours. */
    private Example exchanged(Example example, Random random) {
        List<String> words = new ArrayList<>(example.words());
        for (int i = 0; i < words.size(); i++) {
            String label = example.labels().get(i);
            boolean inS = FORMS_IN_S.contains(label);
            if ((inS || BASE_FORMS.contains(label)) && random.nextFloat() < EXCHANGED_WORDS) {
                String other = verbs.nouns().get(random.nextInt(verbs.nouns().size()));
                words.set(i, inS ? VerbLexicon.inS(other) : other);
            }
        }
        return new Example(words, example.labels());
    }

    private static String capitalized(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
