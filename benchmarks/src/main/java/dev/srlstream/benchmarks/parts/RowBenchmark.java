package dev.srlstream.benchmarks.parts;

import dev.srlstream.decode.DecodedFrame;
import dev.srlstream.decode.FrameDecoder;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.event.Token;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.sentence.SentenceReader;
import dev.srlstream.wordpiece.Encoding;
import dev.srlstream.wordpiece.Vocabulary;
import dev.srlstream.wordpiece.WordpieceEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** All that a row costs outside the model: a text with one predicate becomes words, ids, and, of given probabilities, a frame. */
@State(Scope.Benchmark)
public class RowBenchmark {
    private final SentenceReader reader = Samples.reader();
    private final WordpieceEncoder encoder = new WordpieceEncoder(new Vocabulary(Samples.vocabulary()), true);
    private final List<String> labels = Samples.labels();
    private final FrameDecoder decoder = new FrameDecoder(labels);
    private final List<SentenceEvent> events = Samples.events();
    private final List<float[]> probabilities = new ArrayList<>();
    private int next;

    public RowBenchmark() {
        Random random = new Random(0);
        for (Sentence sentence : Samples.sentences()) {
            probabilities.add(Samples.probabilities(labels, encode(sentence).ids().length, random));
        }
    }

    @Benchmark
    @Counting("rows")
    public DecodedFrame allButTheModel() {
        next = (next + 1) % events.size();
        Sentence sentence = (Sentence) reader.read(events.get(next));
        return decoder.decode(
                sentence, sentence.predicates().get(0), encode(sentence).starts(), probabilities.get(next));
    }

    private Encoding encode(Sentence sentence) {
        return encoder.encode(sentence.tokens().stream().map(Token::getText).toList());
    }
}
