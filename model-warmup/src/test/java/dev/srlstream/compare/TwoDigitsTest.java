package dev.srlstream.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoDigitsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.75, 0.75",
        "0.5, 0.5",
        "0.006349, 0.0063",
        "0.0001, 0.0001",
        "0.0000999, 1.0e-04",
        "1.19e-7, 1.2e-07",
        "99.6, 100",
        "129.7, 130",
        "5234567, 5200000",
        "3.4e38, 3.4e+38",
        "-1300, -1300",
        "Infinity, Infinity"
    })
    void writesPlainDigitsWhereTheseAreFew(double number, String written) {
        // When
        String text = TwoDigits.of(number);

        // Then
        assertThat(text).isEqualTo(written);
    }
}
