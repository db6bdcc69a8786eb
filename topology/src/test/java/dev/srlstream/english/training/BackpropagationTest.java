package dev.srlstream.english.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.srlstream.english.tagger.Parameters;
import dev.srlstream.english.tagger.VerbLexicon;
import dev.srlstream.english.tagger.WordKnowledge;
import dev.srlstream.english.tagger.WordVectors;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Differences of the loss are the reference for its derivatives. */
class BackpropagationTest {
    private static final List<String> LABELS = List.of("AUX|VBZ", "NOUN|NN", "PRON", "VERB|VB");
    private static final Example EXAMPLE =
            new Example(List.of("She", "does", "work", "work"), List.of("PRON", "AUX|VBZ", "VERB|VB", "NOUN|NN"));

    private static final float STEP = 5e-3f;
    private static final long SEED = 3;

    @Test
    void derivativesAreWhatSmallStepsShow() throws Exception {
        // Given
        WordKnowledge knowledge = new WordKnowledge(
                WordVectors.of(Map.of(
                        "she", new float[] {1, -1, 0.5f, 0}, "does", new float[] {0, 1, 1, -1}, "work", new float[] {
                            -1, 0, 1, 1
                        })),
                VerbLexicon.read(new ByteArrayInputStream("work 2n\n".getBytes(StandardCharsets.UTF_8))));
        Parameters parameters = Parameters.zero(LABELS, knowledge.vectors().dimensions() + Parameters.EMBEDDING, 4);
        Random random = new Random(1);
        for (float[] row : parameters.rows()) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextFloat() - 0.5f;
            }
        }
        Map<String, Integer> places = new LinkedHashMap<>();
        LABELS.forEach(label -> places.put(label, places.size()));
        Backpropagation backpropagation = new Backpropagation(parameters, knowledge, places);

        // When
        backpropagation.add(EXAMPLE, new Random(SEED));

        // Then
        List<float[]> gradient = backpropagation.gradient();
        int compared = 0;
        for (int row = 0; row < gradient.size(); row++) {
            float[] slopes = gradient.get(row).clone();
            for (int i = 0; i < slopes.length; i += 3) {
                if (slopes[i] != 0) {
                    float[] values = parameters.rows().get(row);
                    float before = values[i];
                    values[i] = before + STEP;
                    double above = new Backpropagation(parameters, knowledge, places).add(EXAMPLE, new Random(SEED));
                    values[i] = before - STEP;
                    double below = new Backpropagation(parameters, knowledge, places).add(EXAMPLE, new Random(SEED));
                    values[i] = before;
                    assertThat(slopes[i])
                            .as("row %d, number %d", row, i)
                            .isCloseTo((float) ((above - below) / (2 * STEP)), within(5e-3f));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(500);
    }
}
