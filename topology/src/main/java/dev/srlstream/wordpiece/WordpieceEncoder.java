package dev.srlstream.wordpiece;

import java.util.List;

/** Turns the words of a sentence into what the model reads, as AllenNLP's SRL reader does. Immutable; safe from any thread. */
public final class WordpieceEncoder {
    private final Vocabulary vocabulary;
    private final WordpieceTokenizer tokenizer;
    private final boolean lowercase;

    /** @param lowercase whether words are lower-cased first: whether the model is an uncased one */
    public WordpieceEncoder(Vocabulary vocabulary, boolean lowercase) {
        this.vocabulary = vocabulary;
        this.tokenizer = new WordpieceTokenizer(vocabulary);
        this.lowercase = lowercase;
    }

    public Encoding encode(List<String> words) {
        IdList ids = new IdList(2 * words.size() + 2);
        int[] starts = new int[words.size()];
        int[] ends = new int[words.size()];
        ids.add(vocabulary.begin());
        for (int i = 0; i < starts.length; i++) {
            String word = words.get(i);
            starts[i] = ids.size();
            tokenizer.tokenize(lowercase ? PythonLowercase.of(word) : word, ids);
            ends[i] = ids.size();
        }
        ids.add(vocabulary.end());
        return new Encoding(ids.toArray(), starts, ends);
    }
}
