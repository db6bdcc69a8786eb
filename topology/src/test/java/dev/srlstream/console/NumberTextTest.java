package dev.srlstream.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0 | 0 sentences", "1 | 1 sentence", "1200 | 1,200 sentences"})
    void countsInEnglish(long count, String expected) {
        assertThat(NumberText.of(count, "sentence")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"999, 999 bytes", "17004550, 17.0 MB", "999960, 1.0 MB", "438000000, 438.0 MB"})
    void roundsBytes(long bytes, String expected) {
        assertThat(NumberText.bytes(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 ms", "999, 999 ms", "1000, 1.0 s", "61250, 61.3 s"})
    void roundsTimes(long milliseconds, String expected) {
        assertThat(NumberText.elapsed(Duration.ofMillis(milliseconds))).isEqualTo(expected);
    }
}
