package dev.srlstream.benchmarks.parts;

import dev.srlstream.event.Token;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.wordpiece.Vocabulary;
import dev.srlstream.wordpiece.WordpieceEncoder;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Words to wordpiece ids, sentence by sentence. */
@State(Scope.Benchmark)
public class WordpieceBenchmark {
    private static final int WORDS = 1_000;

    private final List<List<String>> sentences = new ArrayList<>();
    private final WordpieceEncoder encoder = new WordpieceEncoder(new Vocabulary(Samples.vocabulary()), true);

    @Setup
    public void setUp() {
        List<Sentence> samples = Samples.sentences();
        int remaining = WORDS;
        for (int i = 0; remaining > 0; i++) {
            List<String> words = samples.get(i % samples.size()).tokens().stream()
                    .map(Token::getText)
                    .limit(remaining)
                    .toList();
            sentences.add(words);
            remaining -= words.size();
        }
    }

    @Benchmark
    @OperationsPerInvocation(WORDS)
    @Counting("words")
    public void encode(Blackhole blackhole) {
        for (List<String> words : sentences) {
            blackhole.consume(encoder.encode(words));
        }
    }
}
