package dev.srlstream.benchmarks.model;

import dev.srlstream.event.Argument;
import dev.srlstream.event.Frame;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far frames agree with a reference's of the same sentences and predicates.
 *
 * @param frames how many there are
 * @param sameTags how many have the reference's tag sequence
 * @param arguments argument spans with their roles; {@code referenceArguments} the reference's, {@code sameArguments} those
 *     that both have
 */
record Agreement(int frames, int sameTags, int arguments, int referenceArguments, int sameArguments) {
    /**
     * A sentence that only one side labelled counts with its frames, which differ then.
     *
     * @param reference frames of each sentence, one for each predicate; none of a sentence that was rejected
     * @param actual sentence by sentence as {@code reference}
     */
    static Agreement of(List<List<Frame>> reference, List<List<Frame>> actual) {
        if (reference.size() != actual.size()) {
            throw new IllegalArgumentException(actual.size() + " sentences instead of " + reference.size());
        }
        Agreement sum = new Agreement(0, 0, 0, 0, 0);
        for (int i = 0; i < reference.size(); i++) {
            sum = sum.plus(ofSentence(reference.get(i), actual.get(i)));
        }
        return sum;
    }

    private static Agreement ofSentence(List<Frame> reference, List<Frame> actual) {
        if (reference.isEmpty() || actual.isEmpty()) {
            return new Agreement(
                    reference.size() + actual.size(),
                    0,
                    spans(actual).size(),
                    spans(reference).size(),
                    0);
        }
        if (reference.size() != actual.size()) {
            throw new IllegalArgumentException(actual.size() + " frames instead of " + reference.size());
        }
        int sameTags = 0;
        for (int i = 0; i < reference.size(); i++) {
            sameTags += reference.get(i).getTags().equals(actual.get(i).getTags()) ? 1 : 0;
        }
        Set<Span> same = spans(actual);
        same.retainAll(spans(reference));
        return new Agreement(
                reference.size(),
                sameTags,
                spans(actual).size(),
                spans(reference).size(),
                same.size());
    }

    private Agreement plus(Agreement other) {
        return new Agreement(
                frames + other.frames,
                sameTags + other.sameTags,
                arguments + other.arguments,
                referenceArguments + other.referenceArguments,
                sameArguments + other.sameArguments);
    }

    /** @param frame index among the sentence's */
    private record Span(int frame, String role, int start, int end) {}

    private static Set<Span> spans(List<Frame> frames) {
        Set<Span> spans = new HashSet<>();
        for (int i = 0; i < frames.size(); i++) {
            for (Argument argument : frames.get(i).getArguments()) {
                spans.add(new Span(i, argument.getRole(), argument.getStart(), argument.getEnd()));
            }
        }
        return spans;
    }

    /** Share of the frames with the reference's tags. */
    double identical() {
        return frames == 0 ? 1 : (double) sameTags / frames;
    }

    /** Span F1 with the reference as gold. */
    double f1() {
        int spans = arguments + referenceArguments;
        return spans == 0 ? 1 : 2.0 * sameArguments / spans;
    }
}
