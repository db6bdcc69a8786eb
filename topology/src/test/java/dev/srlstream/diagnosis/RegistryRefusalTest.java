package dev.srlstream.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryRefusalTest {
    /** As Confluent's client has worded them from version to version. */
    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new SerializationException("No schema", answer("401")), "(Denied; error code: 401)"),
                Arguments.of(new SerializationException("No schema", answer("40301")), "(Denied; error code: 40301)"),
                Arguments.of(new AuthenticationException("No schema", answer("50005")), "(Denied; error code: 50005)"),
                Arguments.of(new AuthorizationException("No schema", answer("40301")), "(Denied; error code: 40301)"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void namesTheSettingsWhereConfluentsClientIsRefused(Exception fault, String words) {
        // When
        String sentence = RegistryRefusal.in(new KafkaException("outer", fault), "http://one:1")
                .orElseThrow();

        // Then
        assertThat(sentence)
                .startsWith("The schema registry at http://one:1 refuses access " + words)
                .contains("registry.basic.auth.user.info", "registry.bearer.auth.token")
                .endsWith(".");
    }

    @Test
    void namesTheRegistryInWhateverElseItAnswers() {
        assertThat(RegistryRefusal.in(new SerializationException("No schema", answer("50001")), "http://one:1"))
                .contains(
                        "The schema registry at http://one:1 does not do what it is asked for (Denied; error code: 50001).");
    }

    @Test
    void saysNothingOfOtherFaults() {
        assertThat(RegistryRefusal.in(new KafkaException(new SaslAuthenticationException("Invalid")), "http://one:1"))
                .isEmpty();
    }

    private static Exception answer(String code) {
        return new RestClientException("Denied; error code: " + code);
    }

    /** Named and worded as that of Confluent's client. */
    private static final class RestClientException extends Exception {
        RestClientException(String message) {
            super(message);
        }
    }
}
