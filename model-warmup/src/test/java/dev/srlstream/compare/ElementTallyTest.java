package dev.srlstream.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.srlstream.compare.TensorComparison.Different;
import dev.srlstream.compare.TensorComparison.Identical;
import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.Tensor;
import java.io.IOException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementTallyTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "7, 64", "64, 7", "1000, 3", "999, 1000"})
    void findsTheOneElementThatDiffersHoweverTheTwoAreSliced(int slice, int otherSlice) throws IOException {
        // Given
        float[] model = counting(1000);
        float[] against = model.clone();
        against[641] += 2;

        // When
        Different different = different(new FloatTensor(model, slice), new FloatTensor(against, otherSlice));

        // Then
        assertThat(different.elements()).isEqualTo(1000);
        assertThat(different.differing()).isEqualTo(1);
        assertThat(different.first()).isEqualTo(641);
        assertThat(different.largest()).isEqualTo(2);
        assertThat(different.nature()).isEqualTo(Nature.LEARNED);
    }

    @Test
    void readsTensorsOfManySlicesToTheirEnds() throws IOException {
        // Given: 12 MB in slices of 4 kB, three times what is read ahead
        float[] model = counting(3_000_000);
        float[] against = model.clone();

        // When
        TensorComparison same = compare(new FloatTensor(model, 1000), new FloatTensor(against, 1001));
        against[2_999_999] = -1;
        Different different = different(new FloatTensor(model, 1000), new FloatTensor(against, 1001));

        // Then
        assertThat(same).isEqualTo(new Identical("key", DType.FLOAT32, DType.FLOAT32));
        assertThat(different.first()).isEqualTo(2_999_999);
    }

    @Test
    void measuresTheDifferenceRelativeToTheModelsTensor() throws IOException {
        // Given: RMS of the difference is 1, of the model's tensor 5
        var model = tensor(3, -5, 4, -5, 5, 5, 5, 5, 1, 7);
        var against = tensor(4, -4, 3, -6, 6, 6, 6, 6, 2, 6);

        // When
        Different different = different(model, against);

        // Then
        double rms = Math.sqrt((9 + 25 + 16 + 25 + 25 + 25 + 25 + 25 + 1 + 49) / 10.0);
        assertThat(different.relative().orElseThrow()).isCloseTo(1 / rms, within(1e-12));
        assertThat(different.differing()).isEqualTo(10);
    }

    @Test
    void hasNoRelativeDifferenceToZeros() throws IOException {
        assertThat(different(tensor(0, 0), tensor(0, 1)).relative()).isEmpty();
    }

    @Test
    void tellsSignsOfZerosFromNumbers() throws IOException {
        // When
        Different different = different(tensor(1, 0f, -0f, 2), tensor(1, -0f, -0f, 2));

        // Then
        assertThat(different.differing()).isEqualTo(1);
        assertThat(different.largest()).isZero();
        assertThat(different.nature()).isEqualTo(Nature.SIGNS_OF_ZERO);
    }

    @Test
    void theSameNotANumberOnBothSidesIsNoDifference() throws IOException {
        assertThat(compare(tensor(1, Float.NaN), tensor(1, Float.NaN))).isInstanceOf(Identical.class);
    }

    @Test
    void keepsNotANumberAndInfinityOutOfTheMeasures() throws IOException {
        // When
        Different different =
                different(tensor(1, Float.NaN, 3, Float.NEGATIVE_INFINITY), tensor(1.5f, 2, Float.NaN, 4));

        // Then
        assertThat(different.differing()).isEqualTo(4);
        assertThat(different.nonFinite()).isEqualTo(3);
        assertThat(different.largest()).isEqualTo(0.5);
        assertThat(different.relative().orElseThrow()).isEqualTo(0.5 / Math.sqrt(10), within(1e-12));
        assertThat(different.nature()).isEqualTo(Nature.LEARNED);
    }

    @Test
    void recognisesATensorThatWasRoundedToHalfPrecisionInEitherDirection() throws IOException {
        // Given: 0.1 is 0x1.99998p-4 in float16
        var exact = tensor(0.1f, 0.5f);
        var rounded = tensor(0x1.998p-4f, 0.5f);

        // Then
        assertThat(different(exact, rounded).nature()).isEqualTo(Nature.AGAINST_IN_FLOAT16);
        assertThat(different(rounded, exact).nature()).isEqualTo(Nature.MODEL_IN_FLOAT16);
        assertThat(different(exact, tensor(0x1.9ap-4f, 0.5f)).nature()).isEqualTo(Nature.AGAINST_IN_BFLOAT16);
    }

    @Test
    void aTensorThatKeepsNumbersWhichHalfPrecisionLacksWasNotRounded() throws IOException {
        // Given: the second element is no float16, and has stayed
        var model = tensor(0.1f, 0.3f);
        var against = tensor(0x1.998p-4f, 0.3f);

        // Then
        assertThat(different(model, against).nature()).isEqualTo(Nature.LEARNED);
    }

    @Test
    void aTensorThatEndsEarlyIsNoSmallerDifference() {
        // Given
        Tensor shorter = tensor(1, 2);

        // Then
        assertThatThrownBy(() -> compare(tensor(1, 2, 3), shorter)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> compare(shorter, tensor(1, 2, 3))).isInstanceOf(IOException.class);
    }

    @Test
    void passesOnThatATensorCannotBeRead() {
        // Given
        Tensor unreadable = new FloatTensor(counting(10), 0);

        // Then: a slice of no element overflows
        assertThatThrownBy(() -> compare(tensor(1, 2, 3), unreadable))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("The tensor cannot be read");
    }

    private static float[] counting(int elements) {
        var values = new float[elements];
        for (int i = 0; i < elements; i++) {
            values[i] = i / 3f;
        }
        return values;
    }

    private static FloatTensor tensor(float... values) {
        return new FloatTensor(values, 2);
    }

    private static TensorComparison compare(Tensor model, Tensor against) throws IOException {
        return ElementTally.compare("key", model, against);
    }

    private static Different different(Tensor model, Tensor against) throws IOException {
        TensorComparison comparison = compare(model, against);
        assertThat(comparison)
                .asInstanceOf(InstanceOfAssertFactories.type(Different.class))
                .isNotNull();
        return (Different) comparison;
    }
}
