package dev.srlstream.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryRefusalTest {
    /** By its name, as Confluent's: the jar need not be there. */
    private static final class RestClientException extends Exception {
        private static final long serialVersionUID = 1L;

        RestClientException(String message) {
            super(message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Unauthorized; error code: 401", "Denied\n by policy;  error code: 40301"})
    void saysWhichSettingsAreRefusedWhereConfluentsClientGotNoAccess(String answer) {
        assertThat(RegistryRefusal.in(new SerializationException("No schema", new RestClientException(answer))))
                .hasValueSatisfying(told -> assertThat(told)
                        .startsWith("The schema registry refuses access (" + answer.replaceAll("\\s+", " ") + ")")
                        .contains("registry.basic.auth.user.info"));
    }

    @Test
    void takesAnyAnswerForARefusalWhereKafkasWordsSayThatAccessIsDenied() {
        Throwable denied = new AuthenticationException("denied", new RestClientException("no code"));

        assertThat(RegistryRefusal.in(denied)).isPresent();
        assertThat(RegistryRefusal.in(new RestClientException("no code"))).isEmpty();
    }
}
