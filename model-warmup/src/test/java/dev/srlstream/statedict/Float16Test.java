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
}
