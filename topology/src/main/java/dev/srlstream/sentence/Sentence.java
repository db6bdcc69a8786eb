package dev.srlstream.sentence;

import dev.srlstream.event.Token;
import java.util.List;
import java.util.Map;

/**
 * A sentence that passed validation: its words and the indices of its predicates are known.
 *
 * @param tokens its words with their character offsets, -1 where a given word does not occur in the text
 * @param predicates indices into {@code tokens}, in the order in which frames are wanted
 * @param attributes the event's
 */
public record Sentence(
        String id, String text, List<Token> tokens, List<Integer> predicates, Map<String, String> attributes)
        implements Reading {
    public Sentence {
        tokens = List.copyOf(tokens);
        predicates = List.copyOf(predicates);
        attributes = Map.copyOf(attributes);
    }
}
