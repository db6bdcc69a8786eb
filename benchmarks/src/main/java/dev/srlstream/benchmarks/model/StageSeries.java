package dev.srlstream.benchmarks.model;

import dev.srlstream.decode.FrameDecoder;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.event.Token;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.sentence.SentenceReader;
import dev.srlstream.sentence.SentenceSettings;
import dev.srlstream.wordpiece.WordpieceEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * What is done for a sentence beside the forward pass, each on one thread.
 *
 * @param tokenise from a text to words and predicates, as for an event that brings neither
 * @param encode from words to wordpieces
 * @param decode from the probabilities of a row to a frame
 */
record StageSeries(Series tokenise, Series encode, Series decode) {
    private static final int MOST_CHARACTERS = 10_000;

    private record Decoding(Sentence sentence, int predicate, int[] starts, float[] probabilities) {}

    /** @param probabilities of the rows of the first sentences, in their order */
    static StageSeries of(
            List<Sentence> sentences, WordpieceEncoder encoder, List<String> labels, List<float[]> probabilities) {
        var reader = new SentenceReader(SentenceSettings.ofLength(MOST_CHARACTERS));
        var decoder = new FrameDecoder(labels);
        ToIntFunction<Sentence> length = MadeUpSentences::wordpieces;
        return new StageSeries(
                series(sentences, length, sentence -> reader.read(event(sentence))),
                series(sentences, length, sentence -> encoder.encode(words(sentence))),
                series(
                        decodings(sentences, encoder, probabilities),
                        row -> row.probabilities.length / labels.size(),
                        row -> decoder.decode(row.sentence, row.predicate, row.starts, row.probabilities)));
    }

    Stream<Series> all() {
        return Stream.of(tokenise, encode, decode);
    }

    static List<String> words(Sentence sentence) {
        return sentence.tokens().stream().map(Token::getText).toList();
    }

    private static <T> Series series(List<T> things, ToIntFunction<T> wordpieces, Consumer<T> deed) {
        return new Series(new Cycle<>(things, thing -> {
            deed.accept(thing);
            return new Amount(wordpieces.applyAsInt(thing), 0);
        }));
    }

    private static SentenceEvent event(Sentence sentence) {
        return new SentenceEvent(sentence.id(), sentence.text(), null, null, "en", Map.of());
    }

    private static List<Decoding> decodings(
            List<Sentence> sentences, WordpieceEncoder encoder, List<float[]> probabilities) {
        List<Decoding> decodings = new ArrayList<>();
        for (Sentence sentence : sentences) {
            int[] starts = encoder.encode(words(sentence)).starts();
            for (int predicate : sentence.predicates()) {
                if (decodings.size() < probabilities.size()) {
                    decodings.add(new Decoding(sentence, predicate, starts, probabilities.get(decodings.size())));
                }
            }
        }
        return decodings;
    }
}
