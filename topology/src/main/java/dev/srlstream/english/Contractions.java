package dev.srlstream.english;

import java.util.Map;
import java.util.Set;

/**
 * Where the Penn Treebank splits a contracted word in two: {@code did|n't}, {@code John|'s}, {@code students|'}, {@code can|not}, and as
 * people write them without an apostrophe, {@code do|nt}, {@code i|m}.
 */
final class Contractions {
    /** What follows a word as a word of its own, n't aside. */
    private static final Set<String> CLITICS = Set.of("'s", "'re", "'ve", "'ll", "'d", "'m");

    private static final String NEGATION = "n't";

    /** Length of the first part. */
    private static final Map<String, Integer> WHOLE_WORDS = Map.ofEntries(
            Map.entry("cannot", 3),
            Map.entry("gonna", 3),
            Map.entry("gotta", 3),
            Map.entry("wanna", 3),
            Map.entry("gimme", 3),
            Map.entry("lemme", 3),
            Map.entry("outta", 3),
            Map.entry("dont", 2),
            Map.entry("doesnt", 4),
            Map.entry("didnt", 3),
            Map.entry("isnt", 2),
            Map.entry("arent", 3),
            Map.entry("wasnt", 3),
            Map.entry("werent", 4),
            Map.entry("wont", 2),
            Map.entry("cant", 2),
            Map.entry("couldnt", 5),
            Map.entry("shouldnt", 6),
            Map.entry("wouldnt", 5),
            Map.entry("havent", 4),
            Map.entry("hasnt", 3),
            Map.entry("hadnt", 3),
            Map.entry("aint", 2),
            Map.entry("im", 1),
            Map.entry("ive", 1),
            Map.entry("youre", 3),
            Map.entry("youve", 3),
            Map.entry("youll", 3),
            Map.entry("theyre", 4),
            Map.entry("theyve", 4),
            Map.entry("theyll", 4),
            Map.entry("weve", 2),
            Map.entry("thats", 4),
            Map.entry("whats", 4),
            Map.entry("theres", 5),
            Map.entry("heres", 4),
            Map.entry("hes", 2),
            Map.entry("shes", 3),
            Map.entry("alot", 1));

    private Contractions() {}

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
        } else {
            int apostrophe = plain.lastIndexOf('\'');
            if (apostrophe > 0 && CLITICS.contains(plain.substring(apostrophe))) {
                split = apostrophe;
            }
        }
        return split > 0 && isPartOfWord(plain.codePointBefore(split)) ? split : 0;
    }

    private static boolean isPartOfWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || Character.getType(codePoint) == Character.NON_SPACING_MARK;
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
        char[] characters = Apostrophes.straighten(word).toCharArray();
        for (int i = 0; i < characters.length; i++) {
            characters[i] = Character.toLowerCase(characters[i]);
        }
        return new String(characters);
    }
}
