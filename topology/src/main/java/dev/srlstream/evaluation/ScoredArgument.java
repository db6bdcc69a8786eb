package dev.srlstream.evaluation;

import dev.srlstream.decode.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An argument as CoNLL-2005 scores it: one role, and the words of one piece or of several apart from each other.
 *
 * @param role without a {@code C-}, which only says that a piece continues another one
 * @param pieces in the order of the sentence
 */
record ScoredArgument(String role, List<Words> pieces) {
    private static final String CONTINUATION = "C-";

    /** Neighbouring words: the index of the first, and that behind the last. */
    record Words(int start, int end) {}

    /**
     * The arguments of one predicate, among them V. A span C-X is a piece of the argument X that began last; where there is none, it is an argument X of
     * its own, as for {@code srl-eval.pl}.
     *
     * @param spans by their first word
     */
    static List<ScoredArgument> of(List<Span> spans) {
        List<ScoredArgument> arguments = new ArrayList<>();
        Map<String, Integer> last = new HashMap<>();
        for (Span span : spans) {
            boolean continues = span.role().startsWith(CONTINUATION);
            String role = continues ? span.role().substring(CONTINUATION.length()) : span.role();
            Integer begun = continues ? last.get(role) : null;
            List<Words> pieces = begun == null
                    ? new ArrayList<>()
                    : new ArrayList<>(arguments.get(begun).pieces());
            pieces.add(new Words(span.start(), span.end()));
            if (begun == null) {
                last.put(role, arguments.size());
                arguments.add(new ScoredArgument(role, pieces));
            } else {
                arguments.set(begun, new ScoredArgument(role, pieces));
            }
        }
        return arguments;
    }
}
