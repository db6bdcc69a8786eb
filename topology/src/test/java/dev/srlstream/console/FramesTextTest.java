package dev.srlstream.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.event.Frame;
import dev.srlstream.event.ModelReference;
import dev.srlstream.event.Outcome;
import dev.srlstream.event.Predicate;
import dev.srlstream.event.SentenceFrames;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FramesTextTest {
    private static final String DESCRIPTION = "[ARG0: The chef] [V: opened] [R-ARG1: a restaurant] .";

    @Test
    void putsFramesUnderTheirSentence() {
        // When
        List<String> lines = new FramesText(Style.PLAIN).lines(sentence("The chef opened a restaurant.", DESCRIPTION));
        // Then
        assertThat(lines).containsExactly("s1  The chef opened a restaurant.", "    " + DESCRIPTION);
    }

    @Test
    void coloursRolesAndPredicateOnly() {
        // When
        List<String> lines = new FramesText(Style.COLOUR).lines(sentence("", DESCRIPTION));
        // Then
        assertThat(lines.get(1))
                .isEqualTo("    [\u001b[36mARG0\u001b[0m: The chef] [\u001b[1;35mV\u001b[0m: opened]"
                        + " [\u001b[36mR-ARG1\u001b[0m: a restaurant] .");
    }

    @Test
    void keepsEscapeSequencesOfASentenceFromTheTerminal() {
        // When
        List<String> lines =
                new FramesText(Style.PLAIN).lines(sentence("title \u001b]0;gone\u0007 \u202e", DESCRIPTION));
        // Then
        assertThat(lines.get(0)).isEqualTo("s1  title \\u001b]0;gone\\u0007 \\u202e");
    }

    @Test
    void saysThatASentenceHasNoPredicate() {
        // When
        List<String> lines = new FramesText(Style.PLAIN).lines(sentence("What a morning!"));
        // Then
        assertThat(lines).containsExactly("s1  What a morning!", "    no predicate");
    }

    private static SentenceFrames sentence(String text, String... descriptions) {
        List<Frame> frames = List.of(descriptions).stream()
                .map(description -> new Frame(new Predicate(2, "opened"), List.of(), List.of(), description, 0.9))
                .toList();
        return new SentenceFrames(
                "s1", text, List.of(), frames, new ModelReference("m", "00", Outcome.CLEAN, "fp32"), Map.of());
    }
}
