package dev.srlstream.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ViterbiTest {
    private static final List<String> LABELS = List.of("O", "I-A", "B-A", "B-V", "I-B", "B-B", "I-V", "I-C");

    @Test
    void neverBeginsWithAnInside() {
        // Given
        float[] probabilities = {0.1f, 0.9f, 0f, 0f, 0f, 0f, 0f, 0f};

        // When
        int[] path = new Viterbi(LABELS).decode(probabilities, 1);

        // Then
        assertThat(path).containsExactly(0);
    }

    @Test
    void letsTheLowestLabelWinWhatFloat32CannotTellApart() {
        // Given a difference below half of 1/128, the spacing of float32 at 100,000
        float[] probabilities = {0f, 0f, 0.5f, 0.503f, 0f, 0f, 0f, 0f};

        // When
        int[] path = new Viterbi(LABELS).decode(probabilities, 1);

        // Then
        assertThat(path).containsExactly(2);
    }

    @Test
    void takesALabelSetWithoutInsides() {
        // Given
        float[] probabilities = {0.4f, 0.6f, 0.7f, 0.3f};

        // When
        int[] path = new Viterbi(List.of("O", "B-V")).decode(probabilities, 2);

        // Then
        assertThat(path).containsExactly(1, 0);
    }

    @Test
    void refusesLabelsThatOccurTwice() {
        assertThatThrownBy(() -> new Viterbi(List.of("O", "B-V", "O")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Label O occurs twice");
    }

    @Test
    void agreesWithTheWholeTransitionMatrix() {
        for (int seed = 0; seed < 500; seed++) {
            // Given
            Random random = new Random(seed);
            int length = 1 + random.nextInt(12);
            float[] probabilities = new float[length * LABELS.size()];
            for (int i = 0; i < probabilities.length; i++) {
                // Coarse values make ties, small ones make differences that float32 loses.
                probabilities[i] = random.nextBoolean() ? random.nextInt(4) / 4f : random.nextFloat() / 20;
            }

            // When
            int[] path = new Viterbi(LABELS).decode(probabilities, length);

            // Then
            assertThat(path).as("seed %d", seed).isEqualTo(wholeMatrix(probabilities, length));
        }
    }

    /** The reference's recurrence as it is written there, with every transition added. */
    private static int[] wholeMatrix(float[] probabilities, int length) {
        int labels = LABELS.size();
        float[] scores = new float[labels];
        int[][] back = new int[length][labels];
        for (int to = 0; to < labels; to++) {
            scores[to] = probabilities[to] + (LABELS.get(to).startsWith("I") ? Float.NEGATIVE_INFINITY : 100_000f);
        }
        for (int position = 1; position < length; position++) {
            float[] next = new float[labels];
            for (int to = 0; to < labels; to++) {
                float best = Float.NEGATIVE_INFINITY;
                for (int from = 0; from < labels; from++) {
                    float score = scores[from] + transition(from, to);
                    if (score > best) {
                        best = score;
                        back[position][to] = from;
                    }
                }
                next[to] = probabilities[position * labels + to] + best;
            }
            scores = next;
        }
        int last = 0;
        for (int label = 1; label < labels; label++) {
            last = scores[label] > scores[last] ? label : last;
        }
        int[] path = new int[length];
        path[length - 1] = last;
        for (int position = length - 1; position > 0; position--) {
            path[position - 1] = back[position][path[position]];
        }
        return path;
    }

    private static float transition(int from, int to) {
        String target = LABELS.get(to);
        boolean forbidden =
                from != to && target.startsWith("I") && !LABELS.get(from).equals("B" + target.substring(1));
        return forbidden ? Float.NEGATIVE_INFINITY : 0f;
    }
}
