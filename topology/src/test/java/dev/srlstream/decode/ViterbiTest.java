package dev.srlstream.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ViterbiTest {
    private static final List<String> LABELS = List.of("O", "I-A", "B-A", "B-V", "I-B", "B-B", "I-V", "I-C");

    @ParameterizedTest
    @EnumSource
    void neverBeginsWithAnInside(Decoding decoding) {
        // Given
        float[] probabilities = {1e-30f, 1f, 0f, 0f, 0f, 0f, 0f, 0f};

        // When
        int[] path = new Viterbi(LABELS, decoding).decode(probabilities, 1);

        // Then
        assertThat(path).containsExactly(0);
    }

    @Test
    void letsTheLowestLabelWinWhatFloat32CannotTellApart() {
        // Given a difference below half of 1/128, the spacing of float32 at 100,000
        float[] probabilities = {0f, 0f, 0.5f, 0.503f, 0f, 0f, 0f, 0f};

        // When
        int[] path = new Viterbi(LABELS, Decoding.ALLENNLP).decode(probabilities, 1);

        // Then
        assertThat(path).containsExactly(2);
    }

    @Test
    void takesALabelSetWithoutInsides() {
        // Given
        float[] probabilities = {0.4f, 0.6f, 0.7f, 0.3f};

        // When
        int[] path = new Viterbi(List.of("O", "B-V"), Decoding.ALLENNLP).decode(probabilities, 2);

        // Then
        assertThat(path).containsExactly(1, 0);
    }

    @Test
    void refusesLabelsThatOccurTwice() {
        assertThatThrownBy(() -> new Viterbi(List.of("O", "B-V", "O"), Decoding.ALLENNLP))
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
            int[] path = new Viterbi(LABELS, Decoding.ALLENNLP).decode(probabilities, length);

            // Then
            assertThat(path).as("seed %d", seed).isEqualTo(wholeMatrix(probabilities, length));
        }
    }

    @Test
    void rulesOutByLogarithmsWhatIsNextToImpossible() {
        // Given O O with the sums 0.55 + 0.02, and B-A I-A with 0.42 + 0.12
        float[] probabilities = {0.55f, 0.03f, 0.42f, 0f, 0f, 0f, 0f, 0f, 0.02f, 0.12f, 0f, 0f, 0f, 0f, 0f, 0f};

        // When
        int[] bySum = new Viterbi(LABELS, Decoding.ALLENNLP).decode(probabilities, 2);
        int[] byLogarithms = new Viterbi(LABELS, Decoding.LOG).decode(probabilities, 2);

        // Then 0.55 * 0.02 = 0.011 is less than 0.42 * 0.12 = 0.0504
        assertThat(bySum).containsExactly(0, 0);
        assertThat(byLogarithms).containsExactly(2, 1);
    }

    @Test
    void findsByLogarithmsTheMostProbableOfAllSequences() {
        for (int seed = 0; seed < 200; seed++) {
            // Given
            Random random = new Random(seed);
            int length = 1 + random.nextInt(4);
            float[] probabilities = new float[length * LABELS.size()];
            for (int i = 0; i < probabilities.length; i++) {
                probabilities[i] = random.nextInt(8) == 0 ? 0 : random.nextFloat();
            }

            // When
            int[] path = new Viterbi(LABELS, Decoding.LOG).decode(probabilities, length);

            // Then
            double best = Double.NEGATIVE_INFINITY;
            for (int number = 0; number < Math.pow(LABELS.size(), length); number++) {
                best = Math.max(best, logarithm(sequence(number, length), probabilities));
            }
            assertThat(logarithm(path, probabilities)).as("seed %d", seed).isCloseTo(best, within(1e-4));
        }
    }

    /** Of all sequences of a length the one with this number. */
    private static int[] sequence(int number, int length) {
        int[] sequence = new int[length];
        for (int position = 0; position < length; position++) {
            sequence[position] = number % LABELS.size();
            number /= LABELS.size();
        }
        return sequence;
    }

    /** Of a sequence's probability, where 0 counts as the smallest float32; minus infinity where BIO forbids it. */
    private static double logarithm(int[] sequence, float[] probabilities) {
        double sum = LABELS.get(sequence[0]).startsWith("I") ? Double.NEGATIVE_INFINITY : 0;
        for (int position = 0; position < sequence.length; position++) {
            sum += position == 0 ? 0 : transition(sequence[position - 1], sequence[position]);
            float probability = probabilities[position * LABELS.size() + sequence[position]];
            sum += Math.log(Math.max(probability, Float.MIN_VALUE));
        }
        return sum;
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
