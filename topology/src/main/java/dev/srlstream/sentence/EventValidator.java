package dev.srlstream.sentence;

import dev.srlstream.event.SentenceEvent;
import dev.srlstream.wordpiece.PythonWhitespace;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what keeps an event from being labelled, with the offending number and the limit, and never with its text. Immutable. */
final class EventValidator {
    private final int maxCharacters;

    EventValidator(int maxCharacters) {
        if (maxCharacters < 1) {
            throw new IllegalArgumentException(
                    "A sentence needs room for one character at least, not " + maxCharacters + ".");
        }
        this.maxCharacters = maxCharacters;
    }

    /** @return one sentence; empty when the event can be read */
    Optional<String> flaw(SentenceEvent event) {
        return textFlaw(event)
                .or(() -> languageFlaw(event))
                .or(() -> tokensFlaw(event.getTokens()))
                .or(() -> predicatesFlaw(event.getTokens(), event.getPredicates()));
    }

    private Optional<String> textFlaw(SentenceEvent event) {
        String text = event.getText();
        if (text.isEmpty()) {
            return Optional.of("The text is empty.");
        }
        if (text.length() > maxCharacters) {
            return Optional.of("The text has " + text.length() + " characters; the limit is " + maxCharacters + ".");
        }
        if (event.getTokens() == null && PythonWhitespace.isBlank(text)) {
            return Optional.of("The text is nothing but " + text.length() + " characters of white space.");
        }
        return Optional.empty();
    }

    private static Optional<String> languageFlaw(SentenceEvent event) {
        boolean complete = event.getTokens() != null && event.getPredicates() != null;
        if (complete || isEnglish(event.getLanguage())) {
            return Optional.empty();
        }
        return Optional.of(
                "Tokens and predicates are found for language en only; a sentence in another must bring both.");
    }

    /** Whether the code is {@code en}, alone or with a region as in {@code en-GB}. */
    private static boolean isEnglish(String language) {
        String code = language.toLowerCase(Locale.ROOT);
        return code.equals("en") || code.startsWith("en-") || code.startsWith("en_");
    }

    private Optional<String> tokensFlaw(@Nullable List<String> tokens) {
        if (tokens == null) {
            return Optional.empty();
        }
        if (tokens.isEmpty()) {
            return Optional.of("The array of tokens is empty; null lets the words be found in the text.");
        }
        if (tokens.size() > maxCharacters) {
            return Optional.of("There are " + tokens.size() + " tokens; the limit is " + maxCharacters + ".");
        }
        long characters = tokens.stream().mapToLong(String::length).sum();
        if (characters > maxCharacters) {
            return Optional.of("The tokens have " + characters + " characters; the limit is " + maxCharacters + ".");
        }
        return Optional.empty();
    }

    private static Optional<String> predicatesFlaw(@Nullable List<String> tokens, @Nullable List<Integer> predicates) {
        if (predicates == null) {
            return Optional.empty();
        }
        if (tokens == null) {
            return Optional.of("There are predicates but no tokens that they could be indices of.");
        }
        Set<Integer> seen = new HashSet<>();
        for (int predicate : predicates) {
            if (predicate < 0 || predicate >= tokens.size()) {
                return Optional.of("Predicate " + predicate + " is out of range; the sentence has " + tokens.size()
                        + " tokens, counted from 0.");
            }
            if (!seen.add(predicate)) {
                return Optional.of("Predicate " + predicate + " occurs more than once.");
            }
        }
        return Optional.empty();
    }
}
