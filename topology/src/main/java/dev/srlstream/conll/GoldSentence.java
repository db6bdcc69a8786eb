package dev.srlstream.conll;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sentence of a labelled file.
 *
 * @param id unique in its file, as far as the file itself has unique ids
 * @param text null where the file has words alone
 * @param tokens its words
 * @param propositions in the order of the file, each with a predicate of its own
 */
public record GoldSentence(String id, @Nullable String text, List<String> tokens, List<Proposition> propositions) {
    public GoldSentence {
        tokens = List.copyOf(tokens);
        propositions = List.copyOf(propositions);
    }

    /** Indices of the predicates in the tokens, from 0. */
    public List<Integer> predicates() {
        return propositions.stream().map(Proposition::predicate).toList();
    }
}
