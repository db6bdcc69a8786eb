package dev.srlstream.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokerRefusalTest {
    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new TopicAuthorizationException(Set.of("frames")), "Read or Write on topic frames"),
                Arguments.of(GroupAuthorizationException.forGroupId("srl"), "Read on group srl"),
                Arguments.of(
                        new TransactionalIdAuthorizationException("denied"),
                        "Write on the transactional ids of application.id"),
                Arguments.of(new ClusterAuthorizationException("Cluster denied."), "a right (Cluster denied)"),
                Arguments.of(new SaslAuthenticationException("Invalid"), "(Invalid): correct kafka.sasl.mechanism"),
                Arguments.of(handshake("PKIX path building failed"), "kafka.ssl.truststore.location"),
                Arguments.of(handshake("No name matching localhost found"), "by a name that stands in it"),
                Arguments.of(handshake("Received fatal alert: bad_certificate"), "kafka.ssl.keystore.location"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void namesTheRightOrTheSettingHoweverDeepTheFaultLies(Exception fault, String cure) {
        // When
        String sentence = BrokerRefusal.of(new KafkaException("outer", new IllegalStateException(fault)), "host:9092")
                .orElseThrow();
        // Then
        assertThat(sentence).contains("host:9092", cure).endsWith(".");
    }

    @Test
    void saysNothingOfOtherFaults() {
        assertThat(BrokerRefusal.of(new KafkaException(new TimeoutException("late")), "host:9092"))
                .isEmpty();
    }

    private static Exception handshake(String reason) {
        return new SslAuthenticationException("SSL handshake failed", new SSLHandshakeException(reason));
    }
}
