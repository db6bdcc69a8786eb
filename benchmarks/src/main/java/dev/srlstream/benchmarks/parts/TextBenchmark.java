package dev.srlstream.benchmarks.parts;

import dev.srlstream.event.SentenceEvent;
import dev.srlstream.event.Token;
import dev.srlstream.sentence.Reading;
import dev.srlstream.sentence.SentenceReader;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From an event to a sentence with words and predicates, where the event does not bring them. */
@State(Scope.Benchmark)
public class TextBenchmark {
    private final SentenceReader reader = Samples.reader();
    private final List<SentenceEvent> texts = Samples.events();
    private final List<SentenceEvent> words = Samples.sentences().stream()
            .map(sentence -> SentenceEvent.newBuilder()
                    .setId(sentence.id())
                    .setText(sentence.text())
                    .setTokens(sentence.tokens().stream().map(Token::getText).toList())
                    .build())
            .toList();
    private int next;

    @Benchmark
    @Counting("sentences")
    public Reading findWordsAndPredicates() {
        return reader.read(texts.get(next()));
    }

    @Benchmark
    @Counting("sentences")
    public Reading findPredicates() {
        return reader.read(words.get(next()));
    }

    private int next() {
        next = (next + 1) % texts.size();
        return next;
    }
}
