package dev.srlstream.wordpiece;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.golden.Golden;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordpieceParityTest {
    private static final WordpieceEncoder ENCODER = new WordpieceEncoder(new Vocabulary(Golden.vocabulary()), true);

    static Stream<Golden> labelled() {
        return Stream.concat(Golden.base().stream(), Golden.flat().stream())
                .filter(golden -> !golden.instances().isEmpty());
    }

    static Stream<Golden> tooLong() {
        return Stream.concat(Golden.base().stream(), Golden.flat().stream()).filter(golden -> golden.error() != null);
    }

    @ParameterizedTest
    @MethodSource("labelled")
    void findsTheIdsOffsetsAndPredicatePiecesOfTheReference(Golden golden) {
        // Given the words of a sentence that the reference labelled

        // When
        Encoding encoding = ENCODER.encode(golden.words());

        // Then
        for (Golden.Instance instance : golden.instances()) {
            assertThat(encoding.ids()).isEqualTo(instance.wordpieceIds());
            assertThat(encoding.starts()).isEqualTo(instance.offsets());
            int[] indicator = new int[encoding.ids().length];
            for (int i = encoding.starts()[instance.predicate()]; i < encoding.ends()[instance.predicate()]; i++) {
                indicator[i] = 1;
            }
            assertThat(indicator).isEqualTo(instance.verbIndicator());
        }
    }

    @ParameterizedTest
    @MethodSource("tooLong")
    void countsAsManyWordpiecesAsTheReferenceFailedOn(Golden golden) {
        // Given words of which the reference complained

        // When
        Encoding encoding = ENCODER.encode(golden.words());

        // Then
        assertThat(golden.error()).contains("(" + encoding.ids().length + ")");
    }
}
