package dev.srlstream.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.event.Argument;
import dev.srlstream.event.Frame;
import dev.srlstream.event.Predicate;
import dev.srlstream.event.Token;
import dev.srlstream.sentence.Sentence;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
    private static final List<String> LABELS = List.of("O", "B-V", "B-ARG0", "I-ARG0", "B-C-ARG0", "I-V");
    private static final FrameDecoder DECODER = new FrameDecoder(LABELS);
    private static final String TEXT = "The  chef opened up";
    private static final List<Token> TOKENS = List.of(
            new Token("The", 0, 3, 0, 3),
            new Token("chef", 5, 9, 5, 9),
            new Token("opened", 10, 16, 10, 16),
            new Token("up", 17, 19, 17, 19));

    @Test
    void placesArgumentsInTokensAndInTheText() {
        // Given
        float[] probabilities = probabilities("O", "B-ARG0", "I-ARG0", "B-V", "B-C-ARG0", "O");

        // When
        Frame frame = decode(TOKENS, probabilities, 1, 2, 3, 4);

        // Then
        assertThat(frame.getPredicate()).isEqualTo(new Predicate(2, "opened"));
        assertThat(frame.getArguments())
                .containsExactly(
                        new Argument("ARG0", 0, 2, 0, 9, "The  chef", 0.75, 0, 9),
                        new Argument("C-ARG0", 3, 4, 17, 19, "up", 0.75, 17, 19));
        assertThat(frame.getConfidence()).isEqualTo(0.75);
    }

    @Test
    void joinsWordsWhereAnEndOfTheSpanIsNotInTheText() {
        // Given
        List<Token> tokens = List.of(TOKENS.get(0), new Token("cook", -1, -1, -1, -1), TOKENS.get(2), TOKENS.get(3));
        float[] probabilities = probabilities("O", "B-ARG0", "I-ARG0", "B-V", "O", "O");

        // When
        Frame frame = decode(tokens, probabilities, 1, 2, 3, 4);

        // Then
        assertThat(frame.getArguments()).containsExactly(new Argument("ARG0", 0, 2, -1, -1, "The cook", 0.75, -1, -1));
    }

    @Test
    void opensASpanWhereAnInsideContinuesNothing() {
        // Given a word whose second wordpiece begins what the next word continues
        float[] probabilities = probabilities("O", "O", "B-ARG0", "I-ARG0", "B-V", "O", "O");

        // When
        Frame frame = decode(TOKENS, probabilities, 1, 3, 4, 5);

        // Then
        assertThat(frame.getTags()).containsExactly("O", "I-ARG0", "B-V", "O");
        assertThat(frame.getDescription()).isEqualTo("The [chef] [V: opened] up");
        assertThat(frame.getArguments()).containsExactly(new Argument("ARG0", 1, 2, 5, 9, "chef", 0.75, 5, 9));
    }

    @Test
    void givesAWordWithoutPiecesTheTagOfTheNext() {
        // Given
        float[] probabilities = probabilities("O", "B-ARG0", "B-V", "O", "O");

        // When
        Frame frame = decode(TOKENS, probabilities, 1, 1, 2, 3);

        // Then
        assertThat(frame.getTags()).containsExactly("B-ARG0", "B-ARG0", "B-V", "O");
        assertThat(frame.getArguments()).extracting(Argument::getStart).containsExactly(0, 1);
    }

    @Test
    void roundsConfidencesToThreeDecimals() {
        // Given
        float[] probabilities = probabilities("O", "B-ARG0", "I-ARG0", "B-V", "O", "O");
        probabilities[LABELS.size() + 2] = 0.9f;
        probabilities[2 * LABELS.size() + 3] = 0.8015f;

        // When
        Frame frame = decode(TOKENS, probabilities, 1, 2, 3, 4);

        // Then
        assertThat(frame.getArguments().get(0).getConfidence()).isEqualTo(0.851);
        assertThat(frame.getConfidence()).isEqualTo(0.8);
    }

    private static Frame decode(List<Token> tokens, float[] probabilities, int... starts) {
        Sentence sentence = new Sentence("id", TEXT, tokens, List.of(2), Map.of());
        return DECODER.decode(sentence, 2, starts, probabilities).frame();
    }

    /** Three quarters for the wanted label of each wordpiece, the rest shared. */
    private static float[] probabilities(String... tags) {
        float[] probabilities = new float[tags.length * LABELS.size()];
        for (int i = 0; i < probabilities.length; i++) {
            boolean wanted = LABELS.indexOf(tags[i / LABELS.size()]) == i % LABELS.size();
            probabilities[i] = wanted ? 0.75f : 0.05f;
        }
        return probabilities;
    }
}
