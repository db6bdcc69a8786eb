package dev.srlstream.wordpiece;

/**
 * Splits a word into wordpieces: the longest that the vocabulary has, from left to right. Immutable. The algorithm is
 * that of {@code WordpieceTokenizer} in transformers 4.20, {@code models/bert/tokenization_bert.py}; nothing of BERT's basic
 * tokenizer comes before it, neither in AllenNLP's reader nor here.
 */
final class WordpieceTokenizer {
    /** Longer words are unknown, in code points. */
    private static final int LONGEST_WORD = 100;

    private final Vocabulary vocabulary;

    WordpieceTokenizer(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Appends the ids of a word: none for white space, and for a word with white space inside those of each part. */
    void tokenize(String word, IdList ids) {
        int partBegin = 0;
        for (int i = 0; i <= word.length(); i++) {
            if (i == word.length() || PythonWhitespace.contains(word.charAt(i))) {
                if (i > partBegin) {
                    appendPart(word, partBegin, i, ids);
                }
                partBegin = i + 1;
            }
        }
    }

    private void appendPart(String word, int begin, int end, IdList ids) {
        if (word.codePointCount(begin, end) > LONGEST_WORD) {
            ids.add(vocabulary.unknown());
            return;
        }
        int before = ids.size();
        int pieceBegin = begin;
        while (pieceBegin < end) {
            int pieceEnd = appendLongest(word, pieceBegin, end, pieceBegin == begin, ids);
            if (pieceEnd == pieceBegin) {
                ids.truncate(before);
                ids.add(vocabulary.unknown());
                return;
            }
            pieceBegin = pieceEnd;
        }
    }

    /** @return where the longest wordpiece ends; {@code begin} where there is none */
    private int appendLongest(String word, int begin, int end, boolean first, IdList ids) {
        int pieceEnd = Math.min(end, begin + vocabulary.longest());
        while (pieceEnd > begin) {
            if (!splitsSurrogates(word, pieceEnd)) {
                int id = vocabulary.id(word.substring(begin, pieceEnd), first);
                if (id >= 0) {
                    ids.add(id);
                    return pieceEnd;
                }
            }
            pieceEnd--;
        }
        return begin;
    }

    private static boolean splitsSurrogates(String word, int index) {
        return index < word.length()
                && Character.isLowSurrogate(word.charAt(index))
                && Character.isHighSurrogate(word.charAt(index - 1));
    }
}
