package dev.srlstream.english.tagger;

import java.util.Locale;

/**
 * What a word looks like, as rows of a table of embeddings: the word, its beginnings and endings in lower case, its shape, and the
 * forms of verbs that it can be. Rows are found by
 * a hash (Fowler, Noll and Vo's FNV-1a), as in Weinberger et al. 2009; row 0 is none's.
 */
public final class WordFeatures {
    /** Features of a word; the first is the word itself. */
    public static final int COUNT = 9;

    private static final int SHORTEST_SUFFIX = 2;
    private static final int LONGEST_SUFFIX = 5;
    private static final int FNV_OFFSET = 0x811C9DC5;
    private static final int FNV_PRIME = 0x01000193;

    private WordFeatures() {}

    /**
     * @param first whether it is the first word of its sentence, where a capital says little
     * @param rows of the table
     * @param verbs says which forms of verbs a word can be
     * @return {@link #COUNT} rows from 1 on
     */
    public static int[] of(String word, boolean first, int rows, VerbLexicon verbs) {
        String lower = word.toLowerCase(Locale.ROOT);
        String bounded = "^" + lower + "$";
        int[] features = new int[COUNT];
        int next = 0;
        features[next++] = row("w" + lower, rows);
        for (int length = SHORTEST_SUFFIX; length <= LONGEST_SUFFIX; length++) {
            features[next++] = row("s" + length + bounded.substring(Math.max(0, bounded.length() - length)), rows);
        }
        features[next++] = row("p" + bounded.substring(0, Math.min(3, bounded.length())), rows);
        features[next++] = row("p" + bounded.substring(0, Math.min(4, bounded.length())), rows);
        features[next++] = row((first ? "f" : "m") + shape(word), rows);
        features[next] = row("l" + verbs.readings(word), rows);
        return features;
    }

    private static int row(String feature, int rows) {
        int hash = FNV_OFFSET;
        for (int i = 0; i < feature.length(); i++) {
            hash = (hash ^ feature.charAt(i)) * FNV_PRIME;
        }
        return 1 + Integer.remainderUnsigned(hash, rows - 1);
    }

    /** A letter for the kind of each character, at most two of a kind in a row. */
    private static String shape(String word) {
        StringBuilder shape = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char kind = kind(word.charAt(i));
            int length = shape.length();
            if (length < 2 || shape.charAt(length - 1) != kind || shape.charAt(length - 2) != kind) {
                shape.append(kind);
            }
        }
        return shape.toString();
    }

    private static char kind(char c) {
        if (Character.isUpperCase(c)) {
            return 'X';
        }
        if (Character.isLowerCase(c)) {
            return 'x';
        }
        if (Character.isDigit(c)) {
            return 'd';
        }
        return c == '-' || c == '\'' || c == '.' ? c : 'o';
    }
}
