package dev.srlstream.sentence;

import dev.srlstream.english.English;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.event.Token;
import java.util.List;
import java.util.Optional;

/** Turns events into sentences: validates them, and finds the tokens and predicates that they do not bring. Safe from any thread. */
public final class SentenceReader {
    /** Tags of all frames together: far above what a model's positions allow, and below what a flood of empty tokens would cost. */
    private static final long MOST_TAGS = 500_000;

    private final EventValidator validator;
    private final English english;

    /** Loads the language models from the class path. */
    public SentenceReader(SentenceSettings settings) {
        this.validator = new EventValidator(settings.maxCharacters());
        this.english = English.load(settings.tagger(), settings.auxiliaries());
    }

    /** Never throws on account of the event: what is thrown while it is read is its rejection, a {@link ProcessFault} aside. */
    public Reading read(SentenceEvent event) {
        try {
            return validated(event);
        } catch (Throwable thrown) {
            if (ProcessFault.isIn(thrown)) {
                throw thrown;
            }
            return Rejection.unforeseen(Rejection.Stage.VALIDATE, thrown);
        }
    }

    private Reading validated(SentenceEvent event) {
        Optional<String> flaw = validator.flaw(event);
        if (flaw.isPresent()) {
            return rejected(flaw.get());
        }
        List<String> given = event.getTokens();
        List<Token> tokens = given == null ? words(event.getText()) : TokenAligner.align(given, event.getText());
        if (tokens.isEmpty()) {
            return rejected("The text has no words.");
        }
        List<Integer> predicates = event.getPredicates();
        if (predicates == null) {
            predicates = english.predicates(tokens.stream().map(Token::getText).toList());
        }
        long tags = (long) tokens.size() * predicates.size();
        if (tags > MOST_TAGS) {
            return rejected("%d predicates over %d tokens ask for %d tags; the limit is %d."
                    .formatted(predicates.size(), tokens.size(), tags, MOST_TAGS));
        }
        return new Sentence(event.getId(), event.getText(), tokens, predicates, event.getAttributes());
    }

    private List<Token> words(String text) {
        CodePoints codePoints = new CodePoints(text);
        return english.words(text).stream()
                .map(word -> codePoints.token(word.begin(), word.end()))
                .toList();
    }

    private static Rejection rejected(String reason) {
        return new Rejection(Rejection.Stage.VALIDATE, reason);
    }
}
