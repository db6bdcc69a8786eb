package dev.srlstream.sentence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.event.SentenceEvent;
import dev.srlstream.event.Token;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceReaderTest {
    private static final int MOST_CHARACTERS = 100;
    private static final SentenceReader READER = new SentenceReader(SentenceSettings.ofLength(MOST_CHARACTERS));

    @Test
    void findsWordsAndPredicatesOfAText() {
        // Given
        SentenceEvent event = event("The chef didn't open it.").build();

        // When
        Sentence sentence = accepted(event);

        // Then
        assertThat(sentence.tokens())
                .startsWith(
                        new Token("The", 0, 3, 0, 3),
                        new Token("chef", 4, 8, 4, 8),
                        new Token("did", 9, 12, 9, 12),
                        new Token("n't", 12, 15, 12, 15))
                .endsWith(new Token(".", 23, 24, 23, 24));
        assertThat(sentence.predicates()).contains(2);
    }

    @Test
    void passesOnWhatTheEventBrings() {
        // Given
        SentenceEvent event = event("She left early")
                .setTokens(List.of("She", "left", "early"))
                .setPredicates(List.of(2, 1))
                .setAttributes(Map.of("page", "7"))
                .build();

        // When
        Sentence sentence = accepted(event);

        // Then
        assertThat(sentence.id()).isEqualTo("id");
        assertThat(sentence.text()).isEqualTo("She left early");
        assertThat(sentence.predicates()).containsExactly(2, 1);
        assertThat(sentence.attributes()).containsExactly(Map.entry("page", "7"));
    }

    @Test
    void findsPredicatesAmongGivenTokens() {
        // Given
        SentenceEvent event = event("She has finished the report .")
                .setTokens(List.of("She", "has", "finished", "the", "report", "."))
                .build();

        // When
        Sentence sentence = accepted(event);

        // Then
        assertThat(sentence.predicates()).containsExactly(1, 2);
    }

    @Test
    void acceptsASentenceWithoutPredicates() {
        assertThat(accepted(event("a tree")
                                .setTokens(List.of("a", "tree"))
                                .setPredicates(List.of())
                                .build())
                        .predicates())
                .isEmpty();
        assertThat(accepted(event("The old green tree.").build()).predicates()).isEmpty();
    }

    @Test
    void acceptsAnyLanguageThatBringsTokensAndPredicates() {
        // Given
        SentenceEvent event = event("Sie ging")
                .setLanguage("de")
                .setTokens(List.of("Sie", "ging"))
                .setPredicates(List.of(1))
                .build();

        // When
        Sentence sentence = accepted(event);

        // Then
        assertThat(sentence.predicates()).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "EN", "en-GB", "en_US"})
    void takesEveryEnglishForEnglish(String language) {
        assertThat(accepted(event("She left.").setLanguage(language).build()).predicates())
                .containsExactly(1);
    }

    static Stream<Arguments> flawed() {
        String secret = "Geheim";
        return Stream.of(
                Arguments.of("The text is empty.", event("")),
                Arguments.of("The text is empty.", event("").setTokens(List.of(secret))),
                Arguments.of("The text is nothing but 3 characters of white space.", event(" \t\u3000")),
                Arguments.of("The text has 101 characters; the limit is 100.", event("x".repeat(101))),
                Arguments.of(
                        "The array of tokens is empty; null lets the words be found in the text.",
                        event(secret).setTokens(List.of())),
                Arguments.of(
                        "The tokens have 102 characters; the limit is 100.",
                        event(secret).setTokens(List.of(secret.repeat(8), secret.repeat(9)))),
                Arguments.of(
                        "There are 101 tokens; the limit is 100.",
                        event(secret).setTokens(Collections.nCopies(101, ""))),
                Arguments.of(
                        "There are predicates but no tokens that they could be indices of.",
                        event(secret).setPredicates(List.of(0))),
                Arguments.of(
                        "There are predicates but no tokens that they could be indices of.",
                        event(secret).setPredicates(List.of())),
                Arguments.of(
                        "Predicate 2 is out of range; the sentence has 2 tokens, counted from 0.",
                        event(secret).setTokens(List.of(secret, secret)).setPredicates(List.of(0, 2))),
                Arguments.of(
                        "Predicate -1 is out of range; the sentence has 1 tokens, counted from 0.",
                        event(secret).setTokens(List.of(secret)).setPredicates(List.of(-1))),
                Arguments.of(
                        "Predicate 1 occurs more than once.",
                        event(secret).setTokens(List.of(secret, secret)).setPredicates(List.of(1, 0, 1))),
                Arguments.of(
                        "Tokens and predicates are found for language en only; a sentence in another must bring both.",
                        event(secret).setLanguage("de")),
                Arguments.of(
                        "Tokens and predicates are found for language en only; a sentence in another must bring both.",
                        event(secret).setLanguage("").setTokens(List.of(secret))));
    }

    @ParameterizedTest
    @MethodSource("flawed")
    void rejectsWhatCannotBeLabelledAndSaysWhy(String reason, SentenceEvent.Builder event) {
        // When
        Reading reading = READER.read(event.build());

        // Then
        assertThat(reading).isEqualTo(new Rejection(Rejection.Stage.VALIDATE, reason));
    }

    static Stream<Throwable> thrownForAnEvent() {
        return Stream.of(
                new IllegalStateException("words"),
                new NumberFormatException("words"),
                new StackOverflowError("words"),
                new AssertionError("words"));
    }

    @ParameterizedTest
    @MethodSource("thrownForAnEvent")
    void rejectsAnEventForWhateverIsThrownWhileItIsRead(Throwable thrown) {
        // When
        Reading reading = READER.read(throwing(thrown));

        // Then
        Rejection rejection = (Rejection) reading;
        assertThat(rejection.stage()).isEqualTo(Rejection.Stage.VALIDATE);
        assertThat(rejection.thrown()).isSameAs(thrown);
        assertThat(rejection.reason()).contains(thrown.getClass().getName()).doesNotContain("words");
    }

    static Stream<Throwable> thrownForNoEvent() {
        return Stream.of(
                new OutOfMemoryError("Java heap space"),
                new NoClassDefFoundError("opennlp/tools/util/Span"),
                new CancellationException());
    }

    @ParameterizedTest
    @MethodSource("thrownForNoEvent")
    void throwsWhatIsNotTheEventsFault(Throwable fault) {
        Throwable wrapped = new IllegalStateException(new IllegalStateException(fault));

        assertThatThrownBy(() -> READER.read(throwing(fault))).isSameAs(fault);
        assertThatThrownBy(() -> READER.read(throwing(wrapped))).isSameAs(wrapped);
    }

    @Test
    void rejectsForAnExceptionWhoseCausesFormACircle() {
        // Given
        IllegalStateException outer = new IllegalStateException();
        outer.initCause(new IllegalStateException(outer));

        // When
        Reading reading = READER.read(throwing(outer));

        // Then
        assertThat(reading).isInstanceOf(Rejection.class);
    }

    private static SentenceEvent throwing(Throwable thrown) {
        return new SentenceEvent() {
            @Override
            public String getText() {
                throw Throwables.unchecked(thrown);
            }
        };
    }

    @Test
    void rejectsAFloodOfTags() {
        // Given
        SentenceEvent event = event("flood")
                .setTokens(Collections.nCopies(1_000, ""))
                .setPredicates(IntStream.range(0, 501).boxed().toList())
                .build();

        // When
        Reading reading = new SentenceReader(SentenceSettings.ofLength(1_000)).read(event);

        // Then
        assertThat(reading)
                .isEqualTo(new Rejection(
                        Rejection.Stage.VALIDATE,
                        "501 predicates over 1000 tokens ask for 501000 tags; the limit is 500000."));
    }

    @Test
    void acceptsATextOfJustTheLimit() {
        assertThat(accepted(event("x".repeat(MOST_CHARACTERS)).build()).tokens())
                .hasSize(1);
    }

    @Test
    void keepsGivenWordsThatAreWhiteSpaceOrEmpty() {
        // Given
        SentenceEvent event = event("  a")
                .setTokens(List.of(" ", "", "a"))
                .setPredicates(List.of(2))
                .build();

        // When
        Sentence sentence = accepted(event);

        // Then
        assertThat(sentence.tokens())
                .containsExactly(new Token(" ", 0, 1, 0, 1), new Token("", -1, -1, -1, -1), new Token("a", 2, 3, 2, 3));
    }

    @Test
    void survivesAnyCharacters() {
        for (int seed = 0; seed < 200; seed++) {
            // Given
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(MOST_CHARACTERS); i >= 0; i--) {
                text.append(
                        random.nextInt(4) == 0
                                ? (char) random.nextInt(0x10000)
                                : " 's.n'tab-’\"1".charAt(random.nextInt(13)));
            }

            // When
            Reading reading = READER.read(event(text.toString()).build());

            // Then
            if (reading instanceof Sentence sentence) {
                for (Token token : sentence.tokens()) {
                    assertThat(text.substring(token.getBegin(), token.getEnd()))
                            .as("seed %d", seed)
                            .isEqualTo(token.getText());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'s", "s'", "n't", "a.", "a ", "x", "\ud83d"})
    void survivesEndlessRepetition(String unit) {
        // Given
        SentenceReader reader = new SentenceReader(SentenceSettings.ofLength(10_000));
        SentenceEvent event = event(unit.repeat(10_000 / unit.length())).build();

        // When
        Reading reading = reader.read(event);

        // Then
        assertThat(reading)
                .matches(read ->
                        read instanceof Sentence || ((Rejection) read).reason().contains("tags"));
    }

    @Test
    void readsAlikeOnEveryThread() throws Exception {
        // Given
        List<String> texts = List.of("They couldn't've known.", "John's car isn't here.", "She left early.", "Stop!");
        List<Reading> alone =
                texts.stream().map(text -> READER.read(event(text).build())).toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            // When
            List<Future<Reading>> together = Stream.iterate(0, i -> i < 400, i -> i + 1)
                    .map(i -> threads.submit(
                            () -> READER.read(event(texts.get(i % 4)).build())))
                    .toList();

            // Then
            for (int i = 0; i < together.size(); i++) {
                assertThat(together.get(i).get()).isEqualTo(alone.get(i % 4));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static SentenceEvent.Builder event(String text) {
        return SentenceEvent.newBuilder().setId("id").setText(text);
    }

    private static Sentence accepted(SentenceEvent event) {
        Reading reading = READER.read(event);
        assertThat(reading).isInstanceOf(Sentence.class);
        return (Sentence) reading;
    }
}
