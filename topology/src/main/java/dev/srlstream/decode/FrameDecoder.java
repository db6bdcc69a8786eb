package dev.srlstream.decode;

import dev.srlstream.event.Argument;
import dev.srlstream.event.Frame;
import dev.srlstream.event.Predicate;
import dev.srlstream.event.Token;
import dev.srlstream.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;

/** Makes a frame of the probabilities of one row. Immutable; safe from any thread. */
public final class FrameDecoder {
    private static final String VERB = "V";

    private final List<String> labels;
    private final Viterbi viterbi;

    /** As AllenNLP decodes. */
    public FrameDecoder(List<String> labels) {
        this(labels, Decoding.ALLENNLP);
    }

    /** @param labels BIO tags by label index */
    public FrameDecoder(List<String> labels, Decoding decoding) {
        this.labels = List.copyOf(labels);
        this.viterbi = new Viterbi(labels, decoding);
    }

    /** Number of labels. */
    public int labels() {
        return labels.size();
    }

    /** BIO tags by label index. */
    public List<String> names() {
        return labels;
    }

    /**
     * @param predicate index of the predicate in the sentence's tokens
     * @param starts per word the index of its first wordpiece
     * @param probabilities row-major {@code [wordpieces, labels]}, finite
     */
    public DecodedFrame decode(Sentence sentence, int predicate, int[] starts, float[] probabilities) {
        int[] path = viterbi.decode(probabilities, probabilities.length / labels.size());
        List<String> tags = new ArrayList<>(starts.length);
        double[] confidences = new double[starts.length];
        for (int word = 0; word < starts.length; word++) {
            int label = path[starts[word]];
            tags.add(labels.get(label));
            confidences[word] = probabilities[starts[word] * labels.size() + label];
        }
        List<String> words = sentence.tokens().stream().map(Token::getText).toList();
        Frame frame = new Frame(
                new Predicate(predicate, words.get(predicate)),
                tags,
                arguments(sentence, words, tags, confidences),
                Description.of(words, tags),
                mean(confidences, 0, confidences.length));
        return new DecodedFrame(frame, path, labels);
    }

    private static List<Argument> arguments(
            Sentence sentence, List<String> words, List<String> tags, double[] confidences) {
        List<Argument> arguments = new ArrayList<>();
        for (Span span : Span.of(tags)) {
            if (span.role().equals(VERB)) {
                continue;
            }
            Token first = sentence.tokens().get(span.start());
            Token last = sentence.tokens().get(span.end() - 1);
            boolean placed = first.getBegin() >= 0 && last.getEnd() >= 0;
            arguments.add(new Argument(
                    span.role(),
                    span.start(),
                    span.end(),
                    placed ? first.getBegin() : -1,
                    placed ? last.getEnd() : -1,
                    placed
                            ? sentence.text().substring(first.getBegin(), last.getEnd())
                            : String.join(" ", words.subList(span.start(), span.end())),
                    mean(confidences, span.start(), span.end()),
                    placed ? first.getBeginCodePoint() : -1,
                    placed ? last.getEndCodePoint() : -1));
        }
        return arguments;
    }

    /** Rounded to three decimals: what is beyond depends on the batch that the row was in. */
    private static double mean(double[] confidences, int start, int end) {
        double sum = 0;
        for (int word = start; word < end; word++) {
            sum += confidences[word];
        }
        return Math.round(1000 * sum / (end - start)) / 1000.0;
    }
}
