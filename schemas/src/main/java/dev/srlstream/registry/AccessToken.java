package dev.srlstream.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A token that an endpoint has issued. Immutable.
 *
 * @param lifetime how long it is good for, from the moment of its issue
 */
record AccessToken(String value, Duration lifetime) {
    /** Of a token that does not say how long it is good for. */
    private static final Duration UNTOLD = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads an endpoint's answer; null where there is no token in it. The endpoint's word counts before the token's own. */
    static @Nullable AccessToken in(JsonNode answer, Instant now) {
        String value = answer.path("access_token").asText().strip();
        if (!PRINTABLE.matcher(value).matches()) {
            return null;
        }
        long seconds = answer.path("expires_in").asLong(-1);
        Duration lifetime = seconds >= 0 ? atMost(seconds) : untilItsEnd(value, now);
        return new AccessToken(value, lifetime);
    }

    /** How long after its issue it is replaced. */
    Duration renewal(Duration buffer) {
        Duration fifth = lifetime.dividedBy(5);
        return lifetime.minus(buffer.compareTo(fifth) < 0 ? buffer : fifth);
    }

    private static Duration untilItsEnd(String token, Instant now) {
        String[] parts = token.split("\\.", -1);
        if (parts.length == 3) {
            try {
                long end = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]))
                        .path("exp")
                        .asLong(-1);
                return end < 0 ? UNTOLD : atMost(Math.max(0, end - now.getEpochSecond()));
            } catch (IOException | IllegalArgumentException e) {
                return UNTOLD;
            }
        }
        return UNTOLD;
    }

    private static Duration atMost(long seconds) {
        return Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds()));
    }

    @Override
    public String toString() {
        return "a token for " + lifetime;
    }
}
