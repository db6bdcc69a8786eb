package dev.srlstream.english.training;

import java.util.List;
import java.util.Set;

/**
 * A sentence to learn from.
 *
 * @param labels one for each word
 */
record Example(List<String> words, List<String> labels) {
    /** Parts of speech that the treebank's own tag goes with: forms of verbs, and what is taken for them. */
    private static final Set<String> FINE = Set.of("VERB", "AUX", "NOUN", "ADJ", "PROPN");

    static Example of(TreebankSentence sentence) {
        return new Example(
                sentence.words().stream().map(TreebankWord::form).toList(),
                sentence.words().stream().map(Example::label).toList());
    }

    private static String label(TreebankWord word) {
        return FINE.contains(word.part()) ? word.part() + "|" + word.tag() : word.part();
    }
}
