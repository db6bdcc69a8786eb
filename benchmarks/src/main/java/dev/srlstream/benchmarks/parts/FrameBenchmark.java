package dev.srlstream.benchmarks.parts;

import dev.srlstream.decode.DecodedFrame;
import dev.srlstream.decode.FrameDecoder;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.wordpiece.Encoding;
import dev.srlstream.wordpiece.Vocabulary;
import dev.srlstream.wordpiece.WordpieceEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The probabilities of one row to its frame: tags, spans, description and confidences, the best path included. */
@State(Scope.Benchmark)
public class FrameBenchmark {
    private record Row(Sentence sentence, Encoding encoding, float[] probabilities) {}

    private final List<String> labels = Samples.labels();
    private final FrameDecoder decoder = new FrameDecoder(labels);
    private final List<Row> rows = new ArrayList<>();
    private int next;

    public FrameBenchmark() {
        Random random = new Random(0);
        WordpieceEncoder encoder = new WordpieceEncoder(new Vocabulary(Samples.vocabulary()), true);
        for (Sentence sentence : Samples.sentences()) {
            Encoding encoding = encoder.encode(
                    sentence.tokens().stream().map(token -> token.getText()).toList());
            rows.add(new Row(sentence, encoding, Samples.probabilities(labels, encoding.ids().length, random)));
        }
    }

    @Benchmark
    @Counting("rows")
    public DecodedFrame decode() {
        next = (next + 1) % rows.size();
        Row row = rows.get(next);
        return decoder.decode(row.sentence, row.sentence.predicates().get(0), row.encoding.starts(), row.probabilities);
    }
}
