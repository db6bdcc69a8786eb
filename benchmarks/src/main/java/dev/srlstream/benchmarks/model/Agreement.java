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
    /** @param actual frame by frame as {@code reference} */
    static Agreement of(List<Frame> reference, List<Frame> actual) {
        if (reference.size() != actual.size()) {
            throw new IllegalArgumentException(actual.size() + " frames instead of " + reference.size());
        }
        int sameTags = 0;
        int arguments = 0;
        int referenceArguments = 0;
        int sameArguments = 0;
        for (int i = 0; i < reference.size(); i++) {
            sameTags += reference.get(i).getTags().equals(actual.get(i).getTags()) ? 1 : 0;
            Set<Span> expected = spans(reference.get(i));
            Set<Span> found = spans(actual.get(i));
            arguments += found.size();
            referenceArguments += expected.size();
            found.retainAll(expected);
            sameArguments += found.size();
        }
        return new Agreement(reference.size(), sameTags, arguments, referenceArguments, sameArguments);
    }

    private record Span(String role, int start, int end) {}

    private static Set<Span> spans(Frame frame) {
        Set<Span> spans = new HashSet<>();
        for (Argument argument : frame.getArguments()) {
            spans.add(new Span(argument.getRole(), argument.getStart(), argument.getEnd()));
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
