package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientIdTest {
    private static final String SHA256 = "0123456789abcdef".repeat(4);

    @Test
    void namesTheApplicationTheHostAndTheModelAndIsTheSameAfterARestart() {
        // When
        String clientId = ClientId.of(Fixtures.settings(Map.of("application.id", "labels")), SHA256);
        String again = ClientId.of(Fixtures.settings(Map.of("application.id", "labels")), SHA256);
        // Then
        assertThat(clientId).startsWith("labels-").endsWith("-model-01234567").isEqualTo(again);
        HostName.find().ifPresent(host -> assertThat(clientId).isEqualTo("labels-" + host + "-model-01234567"));
    }

    @Test
    void leavesInFrontWhatTheOperatorSets() {
        // When
        String clientId = ClientId.of(Fixtures.settings(Map.of("kafka.client.id", "blue")), SHA256);
        // Then
        assertThat(clientId).startsWith("blue-").endsWith("-model-01234567");
    }

    @Test
    void isReadFromTheNameOfAStreamThreadsConsumer() {
        // Given
        String clientId = ClientId.of(Fixtures.settings(Map.of("kafka.client.id", "new-model-ffffffff")), SHA256);
        // When
        String member = clientId + "-StreamThread-12-consumer";
        // Then
        assertThat(ClientId.model(member)).contains("01234567").contains(ClientId.digits(SHA256));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "console-consumer",
                "srl-stream-6ba7b810-9dad-11d1-80b4-00c04fd430c8-StreamThread-1-consumer",
                "srl-model-6ba7b810-9dad-11d1-80b4-00c04fd430c8-StreamThread-1-consumer",
                "srl-stream-6ba7b810-StreamThread-1-consumer",
                "srl-model-6ba7b810",
                "srl-model-6ba7b8100-StreamThread-1-consumer",
            })
    void isNotSeenInOtherNames(String member) {
        assertThat(ClientId.model(member)).isEmpty();
    }
}
