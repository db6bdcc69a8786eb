package dev.srlstream.conll;

import dev.srlstream.decode.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A predicate with its arguments.
 *
 * @param predicate index in the sentence's tokens, from 0
 * @param roleset the sense of the predicate, such as {@code open.01}, or its lemma; null where the file has neither
 * @param spans by their first word, V and continuations ({@code C-ARG1}) among them; no two are of the same words
 */
public record Proposition(int predicate, @Nullable String roleset, List<Span> spans) {
    public Proposition {
        spans = List.copyOf(spans);
    }

    /**
     * BIO tags, one for each word. Of spans inside of others, which tags cannot express, the inner one gives its words their tags.
     *
     * @param words of the sentence
     */
    public List<String> tags(int words) {
        List<String> tags = new ArrayList<>(Collections.nCopies(words, "O"));
        for (Span span : spans) {
            for (int word = span.start(); word < span.end(); word++) {
                tags.set(word, (word == span.start() ? "B-" : "I-") + span.role());
            }
        }
        return tags;
    }
}
