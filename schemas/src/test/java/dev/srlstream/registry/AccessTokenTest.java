package dev.srlstream.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTokenTest {
    /** The middle parts are, from coreutils, {"exp":1800000600}, {"exp":1799999999} and {"sub":"srl"}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"access_token":"t","expires_in":3600}                        | 3600
            {"access_token":"t","expires_in":"3600"}                      | 3600
            {"access_token":"h.eyJleHAiOjE4MDAwMDA2MDB9.s","expires_in":7} | 7
            {"access_token":"h.eyJleHAiOjE4MDAwMDA2MDB9.s"}               | 600
            {"access_token":"h.eyJleHAiOjE3OTk5OTk5OTl9.s"}               | 0
            {"access_token":"h.eyJzdWIiOiJzcmwifQ.s"}                     | 300
            {"access_token":"h.%.s"}                                      | 300
            {"access_token":"opaque"}                                     | 300
            {"access_token":"t","expires_in":-1}                          | 300
            {"access_token":"t","expires_in":1e300}                       | 31536000
            """)
    void isGoodForAsLongAsTheEndpointOrTheTokenItselfSays(String answer, long seconds) throws IOException {
        // When
        AccessToken token = Objects.requireNonNull(
                AccessToken.in(new ObjectMapper().readTree(answer), Instant.ofEpochSecond(1_800_000_000)));

        // Then
        assertThat(token.lifetime()).hasSeconds(seconds);
    }
}
