package dev.srlstream.sentence;

import java.util.Map;
import java.util.Set;

/**
 * Where the Penn Treebank splits a contracted word in two: {@code did|n't}, {@code John|'s}, {@code students|'}, {@code can|not}.
 * OpenNLP's models leave such words whole, the corpora that SRL models learn from do not.
 */
final class Contractions {
    /** What follows a word as a word of its own, n't aside. Except for 's, each is an auxiliary verb. */
    private static final Set<String> CLITICS = Set.of("'s", "'re", "'ve", "'ll", "'d", "'m");

    private static final String NEGATION = "n't";

    private static final Map<String, Integer> WHOLE_WORDS =
            Map.of("cannot", 3, "gonna", 3, "gotta", 3, "wanna", 3, "gimme", 3, "lemme", 3);

    private Contractions() {}

    /** The text with typewriter quotation marks for typographic ones, which the models do not know; of the same length. */
    static String straighten(String text) {
        return text.replace('\u2019', '\'')
                .replace('\u2018', '\'')
                .replace('\u201C', '"')
                .replace('\u201D', '"');
    }

    /** @return length of the first part; 0 where the word stays whole */
    static int splitPoint(String word) {
        String plain = plain(word);
        Integer whole = WHOLE_WORDS.get(plain);
        if (whole != null) {
            return whole;
        }
        int split = 0;
        if (plain.endsWith(NEGATION)) {
            split = plain.length() - NEGATION.length();
        } else if (plain.endsWith("s'")) {
            split = plain.length() - 1;
        } else {
            int apostrophe = plain.lastIndexOf('\'');
            if (apostrophe > 0 && CLITICS.contains(plain.substring(apostrophe))) {
                split = apostrophe;
            }
        }
        return split > 0 && Character.isLetterOrDigit(plain.codePointBefore(split)) ? split : 0;
    }

    static boolean isNegation(String word) {
        return plain(word).equals(NEGATION);
    }

    /** Whether the word is a contracted auxiliary verb whatever stands before it; 's may be one, or a genitive. */
    static boolean isAuxiliary(String word) {
        String plain = plain(word);
        return CLITICS.contains(plain) && !plain.equals("'s");
    }

    /** Of the same length, unlike {@link String#toLowerCase}: that makes two characters of U+0130. */
    private static String plain(String word) {
        char[] characters = straighten(word).toCharArray();
        for (int i = 0; i < characters.length; i++) {
            characters[i] = Character.toLowerCase(characters[i]);
        }
        return new String(characters);
    }
}
