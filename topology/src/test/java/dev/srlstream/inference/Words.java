package dev.srlstream.inference;

import dev.srlstream.event.Token;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.wordpiece.Vocabulary;
import dev.srlstream.wordpiece.WordpieceEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Sentences of single-piece words, some of which the fake model reacts to. */
final class Words {
    static final int BAD = 3;
    static final int NAN = 4;

    private static final List<String> WORDPIECES =
            List.of("[UNK]", "[CLS]", "[SEP]", "bad", "nan", "a", "b", "c", "d", "e");

    private Words() {}

    static WordpieceEncoder encoder() {
        return new WordpieceEncoder(new Vocabulary(WORDPIECES), true);
    }

    static Sentence sentence(String words, Integer... predicates) {
        List<Token> tokens = Arrays.stream(words.split(" "))
                .map(word -> new Token(word, -1, -1, -1, -1))
                .toList();
        return new Sentence(words, words, tokens, List.of(predicates), Map.of());
    }

    /** A sentence whose rows have so many wordpieces, with [CLS] and [SEP]. */
    static Sentence ofLength(int wordpieces) {
        return sentence("a ".repeat(wordpieces - 2).strip(), 0);
    }

    static boolean contains(WordpieceRow row, int id) {
        return Arrays.stream(row.ids()).anyMatch(wordpiece -> wordpiece == id);
    }
}
