package dev.srlstream.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishProgressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12345 | 4  | 50  | 100 | '12,345 sentences, 3,086/s, 50 %, 0:04 left'",
                "10    | 40 | 25  | 100 | '10 sentences, 0/s, 25 %, 2:00 left'",
                "10    | 2  | 100 | 100 | '10 sentences, 5/s, 100 %, 0:00 left'",
                "10    | 2  | 120 | 100 | '10 sentences, 5/s, 100 %, 0:00 left'",
                "10    | 2  | 120 | -1  | '10 sentences, 5/s'",
                "0     | 2  | 0   | 9   | '0 sentences, 0/s'",
            })
    void saysHowFarHowFastAndHowLong(long published, double seconds, long read, long size, String line) {
        assertThat(PublishProgress.line(published, seconds, read, size)).isEqualTo(line);
    }
}
