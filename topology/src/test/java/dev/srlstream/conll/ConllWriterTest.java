package dev.srlstream.conll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.event.Frame;
import dev.srlstream.event.ModelReference;
import dev.srlstream.event.Outcome;
import dev.srlstream.event.Predicate;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.event.Token;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ConllWriterTest {
    @Test
    void hasAColumnForEachPredicateInTheOrderOfTheSentence() {
        // Given two frames, the later predicate first
        SentenceFrames sentence = sentence(
                "My sister never said why she quit",
                frame(6, "quit", "O", "O", "O", "O", "B-ARGM-CAU", "B-ARG0", "B-V"),
                frame(3, "said", "B-ARG0", "I-ARG0", "B-ARGM-TMP", "B-V", "B-ARG1", "I-ARG1", "I-ARG1"));
        // When, Then
        assertThat(ConllWriter.lines(sentence))
                .containsExactly(
                        "My\t-\t(ARG0*\t*",
                        "sister\t-\t*)\t*",
                        "never\t-\t(ARGM-TMP*)\t*",
                        "said\tsaid\t(V*)\t*",
                        "why\t-\t(ARG1*\t(ARGM-CAU*)",
                        "she\t-\t*\t(ARG0*)",
                        "quit\tquit\t*)\t(V*)",
                        "");
    }

    @Test
    void readsIllFormedTagsAsTheArgumentsDoAndNamesThePredicateAllTheSame() {
        SentenceFrames sentence = sentence("Go now please", frame(0, "Go", "O", "I-ARGM-TMP", "I-ARGM-DIS"));

        assertThat(ConllWriter.lines(sentence))
                .containsExactly("Go\tGo\t(V*)", "now\t-\t(ARGM-TMP*)", "please\t-\t(ARGM-DIS*)", "");
    }

    @Test
    void keepsColumnsAndLinesWhateverAWordIs() {
        SentenceFrames sentence = sentence("", frame(1, "-", "O", "B-V", "O", "O"));
        sentence.setTokens(List.of(token("New York"), token("-"), token(""), token("\u001b\n\u00a0x")));

        assertThat(ConllWriter.lines(sentence))
                .containsExactly("New_York\t-\t*", "-\t_\t(V*)", "_\t-\t*", "___x\t-\t*", "");
    }

    @Test
    void isReadAgainAsTheSameTags() throws Exception {
        // Given
        List<String> said = List.of("B-ARG0", "O", "B-V", "I-V", "B-ARG1", "I-ARG1", "B-C-ARG1");
        List<String> quit = List.of("O", "B-ARG0", "O", "O", "B-R-ARG0", "B-V", "O");
        SentenceFrames sentence = sentence(
                "{ * - (A0* # ) :",
                frame(2, "-", said.toArray(String[]::new)),
                frame(5, ")", quit.toArray(String[]::new)));
        String file = String.join("\n", ConllWriter.lines(sentence)) + "\n";
        InputStream stream = new ByteArrayInputStream((file + file).getBytes(StandardCharsets.UTF_8));
        // When
        GoldReader reader = GoldFormat.open(GoldFormat.CONLL_2005, stream).reader();
        // Then
        for (int i = 0; i < 2; i++) {
            GoldSentence read = Objects.requireNonNull(reader.next());
            assertThat(read.tokens()).containsExactly("{", "*", "-", "(A0*", "#", ")", ":");
            assertThat(read.predicates()).containsExactly(2, 5);
            assertThat(read.propositions())
                    .extracting(proposition -> proposition.tags(7))
                    .containsExactly(said, quit);
        }
        assertThat(reader.next()).isNull();
    }

    @Test
    void hasNoColumnOfRolesWithoutAPredicate() {
        assertThat(ConllWriter.lines(sentence("Hello there"))).containsExactly("Hello\t-", "there\t-", "");
    }

    private static SentenceFrames sentence(String text, Frame... frames) {
        return SentenceFrames.newBuilder()
                .setId("1")
                .setText(text)
                .setTokens(Arrays.stream(text.split(" ", -1))
                        .map(ConllWriterTest::token)
                        .toList())
                .setFrames(List.of(frames))
                .setModel(new ModelReference("m", "0", Outcome.CLEAN, "fp32"))
                .setAttributes(Map.of())
                .build();
    }

    private static Token token(String text) {
        return Token.newBuilder().setText(text).setBegin(-1).setEnd(-1).build();
    }

    private static Frame frame(int index, String predicate, String... tags) {
        return Frame.newBuilder()
                .setPredicate(new Predicate(index, predicate))
                .setTags(List.of(tags))
                .setArguments(List.of())
                .setDescription("")
                .setConfidence(1)
                .build();
    }
}
