package dev.srlstream.benchmarks.model;

import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.event.Token;
import dev.srlstream.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import picocli.CommandLine.ExitCode;

/** Sentences of given lengths, of words that each are one wordpiece. */
final class MadeUpSentences {
    private static final long SEED = 1;
    private static final int SPECIAL = 2;

    private MadeUpSentences() {}

    /**
     * @param lengths in wordpieces, [CLS] and [SEP] included
     * @param vocabulary of the model
     * @param predicates of each sentence; fewer where it has fewer words
     */
    static List<Sentence> of(List<Integer> lengths, List<String> vocabulary, int predicates) {
        List<String> words = vocabulary.stream()
                .filter(wordpiece -> wordpiece.matches("[a-z]{2,}"))
                .toList();
        if (words.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.SOFTWARE, "The model's vocabulary has no wordpiece of letters a to z to make words of.");
        }
        var random = new Random(SEED);
        List<Sentence> sentences = new ArrayList<>();
        for (int length : lengths) {
            List<String> chosen = random.ints(length - SPECIAL, 0, words.size())
                    .mapToObj(words::get)
                    .toList();
            sentences.add(sentence("s" + sentences.size(), chosen, predicates));
        }
        return sentences;
    }

    /** Length of a sentence that was made up here, [CLS] and [SEP] included. */
    static int wordpieces(Sentence sentence) {
        return sentence.tokens().size() + SPECIAL;
    }

    private static Sentence sentence(String id, List<String> words, int predicates) {
        List<Token> tokens = new ArrayList<>();
        int begin = 0;
        for (String word : words) {
            int end = begin + word.length();
            tokens.add(new Token(word, begin, end, begin, end)); // Letters a to z: both units are the same.
            begin = end + 1;
        }
        int frames = Math.min(predicates, words.size());
        List<Integer> spread = IntStream.range(0, frames)
                .mapToObj(i -> i * words.size() / frames)
                .toList();
        return new Sentence(id, String.join(" ", words), tokens, spread, Map.of());
    }
}
