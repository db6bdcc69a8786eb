package dev.srlstream.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartPositionTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    void isTheBeginningTheEndOrAnOffset() {
        assertThat(StartPosition.parse("beginning", NOW)).isEqualTo(new StartPosition.Beginning());
        assertThat(StartPosition.parse("END", NOW)).isEqualTo(new StartPosition.End());
        assertThat(StartPosition.parse("offset:0", NOW)).isEqualTo(new StartPosition.AtOffset(0));
        assertThat(StartPosition.parse("offset:12345678901", NOW)).isEqualTo(new StartPosition.AtOffset(12345678901L));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-29               , 2026-11-29T00:00:00Z",
        "2026-11-29T10:15         , 2026-11-29T10:15:00Z",
        "2026-11-29T10:15:30.5    , 2026-11-29T10:15:30.500Z",
        "2026-11-29T10:15:30Z     , 2026-11-29T10:15:30Z",
        "2026-11-29T10:15:30+01:00, 2026-11-29T09:15:30Z",
        "90s                      , 2026-11-30T11:58:30Z",
        "15m                      , 2026-11-30T11:45:00Z",
        "2h                       , 2026-11-30T10:00:00Z",
        "1d                       , 2026-11-29T12:00:00Z",
        "0m                       , 2026-11-30T12:00:00Z",
        "1796040000000            , 2026-11-30T12:00:00Z",
        "0                        , 1970-01-01T00:00:00Z"
    })
    void isATimeInAnyOfItsForms(String written, Instant meant) {
        assertThat(StartPosition.parse("time:" + written, NOW)).isEqualTo(new StartPosition.AtTime(meant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "start",
                "latest",
                "5",
                "offset",
                "offset:",
                "offset:-1",
                "offset:x",
                "offset:1.5",
                "time:",
                "time:yesterday",
                "time:2026-13-01",
                "time:2026-11-31",
                "time:15",
                "time:15 m",
                "time:-15m",
                "time:1w",
                "time:1796040000",
                "time:20261130",
                "time:2026-11-30 12:00",
                "time:12:00",
                "offset:9999999999999999999"
            })
    void isNothingElse(String written) {
        assertThatThrownBy(() -> StartPosition.parse(written, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'");
    }
}
