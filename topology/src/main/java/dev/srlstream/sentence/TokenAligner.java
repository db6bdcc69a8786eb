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
        int from = 0;
        for (String word : words) {
            int begin = word.isEmpty() ? -1 : text.indexOf(word, from);
            if (begin < 0) {
                tokens.add(new Token(word, -1, -1));
            } else {
                from = begin + word.length();
                tokens.add(new Token(word, begin, from));
            }
        }
        return tokens;
    }
}
