package dev.srlstream.english;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells auxiliaries that only go with another verb, as in {@code has been opened}, from those that are the clause's verb, as in
 * {@code is a chef}. Universal Dependencies tags both AUX; PropBank has frames for the second kind only.
 */
final class Auxiliaries {
    private static final Set<String> NON_FINITE = Set.of("VB", "VBG", "VBN");
    private static final Set<String> ADVERBIAL = Set.of("ADV", "PART");
    private static final Set<String> NOMINAL = Set.of("DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM");
    private static final Set<String> INTERROGATIVE =
            Set.of("who", "whom", "whose", "what", "which", "when", "where", "why", "how");

    private Auxiliaries() {}

    /**
     * Whether a word is an auxiliary of a verb that follows: nothing but adverbs stands between them, and the subject where it follows
     * its verb, as in a question.
     *
     * @param labels the tagger's, one for each word
     */
    static boolean goesWithAVerb(int word, List<String> words, List<String> labels) {
        if (!part(labels.get(word)).equals("AUX")) {
            return false;
        }
        boolean inverted = isInverted(word, words, labels);
        for (int next = word + 1; next < words.size(); next++) {
            String label = labels.get(next);
            String part = part(label);
            if (part.equals("VERB") || part.equals("AUX")) {
                return NON_FINITE.contains(label.substring(part.length() + 1));
            }
            boolean passed = (ADVERBIAL.contains(part) && !words.get(next).equalsIgnoreCase("to"))
                    || (inverted && NOMINAL.contains(part));
            if (!passed) {
                return false;
            }
        }
        return false;
    }

    private static boolean isInverted(int word, List<String> words, List<String> labels) {
        int before = word - 1;
        while (before >= 0 && part(labels.get(before)).equals("ADV")) {
            before--;
        }
        return before < 0
                || INTERROGATIVE.contains(words.get(before).toLowerCase(Locale.ROOT))
                || Set.of("PUNCT", "CCONJ").contains(part(labels.get(before)));
    }

    private static String part(String label) {
        int bar = label.indexOf('|');
        return bar < 0 ? label : label.substring(0, bar);
    }
}
