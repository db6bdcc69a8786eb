package dev.srlstream.statedict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Float16Test {
    @Test
    void convertsAllOfThemAsIeee754Defines() {
        for (int bits = 0; bits <= 0xffff; bits++) {
            // Given: the value by its definition
            int exponent = bits >> 10 & 31;
            int fraction = bits & 1023;
            double magnitude = exponent == 0
                    ? fraction / 1024.0 * Math.pow(2, -14)
                    : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
            if (exponent == 31) {
                magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            }
            double expected = bits >= 0x8000 ? -magnitude : magnitude;

            // When
            float converted = Float16.toFloat((short) bits);

            // Then
            assertThat(converted).as("bits %04x", bits).isEqualTo(Float.valueOf((float) expected));
        }
    }

    @Test
    void roundsWhatLiesBetweenTwoNeighboursToTheNearerOrTheEvenOne() {
        for (int lower = 0; lower < 0x7bff; lower++) {
            // Given
            float below = Float16.toFloat((short) lower);
            float above = Float16.toFloat((short) (lower + 1));
            float middle = (below + above) / 2;

            // Then
            assertThat(Float16.fromFloat(below)).isEqualTo((short) lower);
            assertThat(Float16.fromFloat(Math.nextDown(middle))).isEqualTo((short) lower);
            assertThat(Float16.fromFloat(middle)).isEqualTo((short) (lower + (lower & 1)));
            assertThat(Float16.fromFloat(Math.nextUp(middle))).isEqualTo((short) (lower + 1));
            assertThat(Float16.fromFloat(-below)).isEqualTo((short) (lower | 0x8000));
        }
    }

    @Test
    void keepsWhatIsNoNumberAndWhatIsTooLarge() {
        assertThat(Float16.fromFloat(65519.996f)).isEqualTo((short) 0x7bff);
        assertThat(Float16.fromFloat(65520f)).isEqualTo((short) 0x7c00);
        assertThat(Float16.fromFloat(Float.MAX_VALUE)).isEqualTo((short) 0x7c00);
        assertThat(Float16.fromFloat(Float.NEGATIVE_INFINITY)).isEqualTo((short) 0xfc00);
        assertThat(Float16.toFloat(Float16.fromFloat(Float.NaN))).isNaN();
    }
}
