package dev.srlstream.benchmarks.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.srlstream.event.Argument;
import dev.srlstream.event.Frame;
import dev.srlstream.event.Predicate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
    @Test
    void countsTagSequencesAsAWholeAndArgumentsBySpanAndRole() {
        // Given
        List<Frame> reference = List.of(
                frame(List.of("B-ARG0", "B-V", "B-ARG1"), argument("ARG0", 0, 1, 0.9), argument("ARG1", 2, 3, 0.8)),
                frame(List.of("B-V", "B-ARG1"), argument("ARG1", 1, 2, 0.7)));
        List<Frame> actual = List.of(
                frame(List.of("B-ARG0", "B-V", "O"), argument("ARG0", 0, 1, 0.5)),
                frame(List.of("B-V", "B-ARG1"), argument("ARG1", 1, 2, 0.6)));

        // When
        Agreement agreement = Agreement.of(List.of(reference), List.of(actual));

        // Then two of the reference's three arguments, and no other
        assertThat(agreement.identical()).isEqualTo(0.5);
        assertThat(agreement.f1()).isCloseTo(2 * 1 * (2 / 3.0) / (1 + 2 / 3.0), within(1e-12));
    }

    @Test
    void isWholeWhereThereIsNothing() {
        // When
        Agreement agreement = Agreement.of(List.of(), List.of());

        // Then
        assertThat(agreement.identical()).isEqualTo(1);
        assertThat(agreement.f1()).isEqualTo(1);
    }

    @Test
    void aSentenceThatOnlyOnePrecisionLabelledDiffers() {
        // Given: the second rejected on the one side, the third on the other, the last on both
        List<Frame> labelled = List.of(frame(List.of("B-V", "B-ARG1"), argument("ARG1", 1, 2, 0.7)));
        List<List<Frame>> reference = List.of(labelled, List.of(), labelled, List.of());
        List<List<Frame>> actual = List.of(labelled, labelled, List.of(), List.of());

        // When
        Agreement agreement = Agreement.of(reference, actual);

        // Then
        assertThat(agreement).isEqualTo(new Agreement(3, 1, 2, 2, 1));
    }

    private static Frame frame(List<String> tags, Argument... arguments) {
        return Frame.newBuilder()
                .setPredicate(new Predicate(0, "word"))
                .setTags(tags)
                .setArguments(List.of(arguments))
                .setDescription("")
                .setConfidence(1)
                .build();
    }

    private static Argument argument(String role, int start, int end, double confidence) {
        return new Argument(role, start, end, 0, 1, "text", confidence, 0, 1);
    }
}
