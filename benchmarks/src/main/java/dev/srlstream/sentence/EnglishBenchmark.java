package dev.srlstream.sentence;

import dev.srlstream.benchmarks.parts.Counting;
import dev.srlstream.benchmarks.parts.Samples;
import dev.srlstream.event.Token;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Text to words, and words to predicates, where an event does not bring them. */
@State(Scope.Benchmark)
public class EnglishBenchmark {
    private final English english = English.load();
    private final List<String> texts = Samples.texts();
    private final List<List<String>> words = texts.stream()
            .map(text -> english.tokens(text).stream().map(Token::getText).toList())
            .toList();
    private int next;

    @Benchmark
    @Counting("sentences")
    public List<Token> findWords() {
        return english.tokens(texts.get(next()));
    }

    @Benchmark
    @Counting("sentences")
    public List<Integer> findPredicates() {
        return english.predicates(words.get(next()));
    }

    private int next() {
        next = (next + 1) % texts.size();
        return next;
    }
}
