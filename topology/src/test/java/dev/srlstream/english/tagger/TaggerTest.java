package dev.srlstream.english.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What training computes is the reference. */
class TaggerTest {
    private static final int UNITS = 8;
    private static final long SEED = 5;
    private static final List<String> TEXT =
            List.of("The", "cooks", "opened", "a", "café", ",", "the", "owner", "said");

    private final WordKnowledge knowledge = knowledge();
    private final Parameters parameters = random(knowledge.vectors().dimensions() + Parameters.EMBEDDING);

    @Test
    void hasTheProbabilitiesThatTrainingHas() {
        // Given
        Tagger tagger = new Tagger(parameters, knowledge);

        // Then
        for (int length = 0; length <= TEXT.size(); length++) {
            List<String> words = TEXT.subList(0, length);
            // Once for words that are met and once for words that are remembered.
            assertThat(tagger.tag(words)).isDeepEqualTo(asTrained(words));
            assertThat(tagger.tag(words)).isDeepEqualTo(asTrained(words));
        }
    }

    @Test
    void hasThemWhenWordsHaveBeenForgotten() {
        // Given
        WordInputs inputs = new WordInputs(parameters, knowledge, 3);
        List<String> words = Stream.concat(TEXT.stream(), TEXT.stream()).toList();

        // Then
        for (String word : words) {
            assertThat(inputs.of(word, false)).as(word).isEqualTo(input(word, false));
            assertThat(inputs.of("the", false)).as("the").isEqualTo(input("the", false));
        }
        assertThat(inputs.size()).isBetween(1, 6);
    }

    private float[][] asTrained(List<String> words) {
        float[][] inputs = new float[words.size()][];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = input(words.get(i), i == 0);
        }
        float[][] ahead =
                new Lstm(UNITS, parameters.forward(), false).run(inputs, 0).hidden();
        float[][] behind = new Lstm(UNITS, parameters.backward(), true)
                .run(inputs, 4 * UNITS)
                .hidden();
        return IntStream.range(0, inputs.length)
                .mapToObj(i -> Tagger.probabilities(parameters, ahead[i], behind[i]))
                .toArray(float[][]::new);
    }

    private float[] input(String word, boolean first) {
        float[] vector = new float[parameters.inputs()];
        knowledge.vectors().copy(word, vector);
        for (int row : WordFeatures.of(word, first, Parameters.ROWS, knowledge.verbs())) {
            Tagger.addEmbedding(parameters, row, vector);
        }
        return Tagger.input(parameters, vector);
    }

    private static WordKnowledge knowledge() {
        try {
            return new WordKnowledge(
                    WordVectors.of(Map.of(
                            "the", new float[] {0.5f, -1, 0.25f, 0.125f}, "cooks", new float[] {1, 0.75f, -0.5f, 0})),
                    VerbLexicon.read(new ByteArrayInputStream("open 3\ncook 2n\n".getBytes(StandardCharsets.UTF_8))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Parameters random(int inputs) {
        Parameters parameters = Parameters.zero(List.of("NOUN|NN", "VERB|VB", "AUX|MD", "DET"), inputs, UNITS);
        Random random = new Random(SEED);
        for (float[] row : parameters.rows()) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) random.nextGaussian() / 2;
            }
        }
        return parameters;
    }
}
