package dev.srlstream.statedict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewTest {
    @Test
    void countsElementsAndTheLastOneItReaches() {
        // Given
        var view = new View(10, List.of(2L, 3L), List.of(100L, 2L));

        // When
        long reach = view.reach();

        // Then
        assertThat(reach).isEqualTo(10 + 100 + 4 + 1);
        assertThat(view.elements()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 32, 1L << 62, Long.MAX_VALUE})
    void refusesSizesThatMultiplyBeyond64Bits(long size) {
        // Given
        List<Long> shape = List.of(size, size);

        // When
        var refused = assertThatThrownBy(() -> new View(0, shape, List.of(0L, 0L)));

        // Then
        refused.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("64 bits");
    }

    @Test
    void refusesStridesAndOffsetsThatAddUpBeyond64Bits() {
        // Given
        List<Long> shape = List.of(3L);

        // When
        var refused = assertThatThrownBy(() -> new View(0, shape, List.of(Long.MAX_VALUE)));

        // Then
        refused.isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new View(Long.MAX_VALUE, List.of(1L), List.of(1L)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNegativeNumbersUnequalLengthsAndAbsurdlyManyDimensions() {
        // Given
        List<Long> many = Collections.nCopies(65, 1L);

        // When
        var refused = assertThatThrownBy(() -> new View(0, many, many));

        // Then
        refused.isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new View(-1, List.of(), List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new View(0, List.of(-1L), List.of(1L))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new View(0, List.of(2L), List.of(-1L))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new View(0, List.of(2L), List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
