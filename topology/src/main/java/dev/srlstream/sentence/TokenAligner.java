package dev.srlstream.sentence;

import dev.srlstream.event.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds given words in their text, from left to right, each behind the one found before it. A word that does not occur there
 * gets the offset -1, and the search for the next goes on from where it was.
 */
final class TokenAligner {
    private TokenAligner() {}

    static List<Token> align(List<String> words, String text) {
        List<Token> tokens = new ArrayList<>(words.size());
        CodePoints codePoints = new CodePoints(text);
        int from = 0;
        for (String word : words) {
            int begin = word.isEmpty() ? -1 : find(word, text, from);
            if (begin < 0) {
                tokens.add(new Token(word, -1, -1, -1, -1));
            } else {
                from = begin + word.length();
                tokens.add(codePoints.token(begin, from));
            }
        }
        return tokens;
    }

    /** Half of a code point is no word: it has no offsets that count code points. */
    private static int find(String word, String text, int from) {
        int begin = text.indexOf(word, from);
        while (begin >= 0
                && (CodePoints.isInsideOne(text, begin) || CodePoints.isInsideOne(text, begin + word.length()))) {
            begin = text.indexOf(word, begin + 1);
        }
        return begin;
    }
}
