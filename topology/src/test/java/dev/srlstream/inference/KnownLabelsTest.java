package dev.srlstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KnownLabelsTest {
    private static final List<String> NAMES = List.of("O", "B-V", "B-ARG0");

    /** Two wordpieces whose labels are clear, and one whose are close. */
    private final KnownLabels known =
            new KnownLabels(new float[] {0.9f, 0.06f, 0.04f, 0.1f, 0.8f, 0.1f, 0.4f, 0.5f, 0.1f}, NAMES);

    @Test
    void countsWhatWasClear() {
        assertThat(known.count()).isEqualTo(2);
    }

    @Test
    void takesOtherProbabilitiesForTheSameLabels() {
        assertThat(known.difference(new float[] {0.5f, 0.3f, 0.2f, 0.3f, 0.4f, 0.3f, 0.4f, 0.5f, 0.1f}))
                .isEmpty();
    }

    @Test
    void takesAnyLabelWhereItWasNotClear() {
        assertThat(known.difference(new float[] {0.9f, 0.06f, 0.04f, 0.1f, 0.8f, 0.1f, 0.1f, 0.1f, 0.8f}))
                .isEmpty();
    }

    @Test
    void tellsAnotherLabel() {
        assertThat(known.difference(new float[] {0.9f, 0.06f, 0.04f, 0.8f, 0.1f, 0.1f, 0.4f, 0.5f, 0.1f}))
                .contains("1 of its 2 clear labels are others, the first at wordpiece 1 (B-V then, O now)");
    }

    @Test
    void takesATieForNoLabel() {
        assertThat(known.difference(new float[9]))
                .contains("2 of its 2 clear labels are others, the first at wordpiece 0 (O then, none now)");
    }

    @Test
    void tellsWhatIsNotFiniteWhereverItIs() {
        assertThat(known.difference(
                        new float[] {0.9f, 0.06f, 0.04f, 0.1f, 0.8f, 0.1f, 0.4f, 0.5f, Float.POSITIVE_INFINITY}))
                .contains("wordpiece 2 has probabilities that are not finite");
    }
}
