package dev.srlstream.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.registry.SchemaRegistryConfig;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionTimesTest {
    @Test
    void refusesATransactionTimeoutThatAFewCommitsUseUp() {
        var problems = SettingsTest.problems(
                null, Map.of(), Map.of("transaction.timeout.ms", "9000", "commit.interval.ms", "1000"));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains("transaction.timeout.ms=9000", "commit.interval.ms=1000", "at least 10000", "at most 900"));
    }

    @Test
    void refusesAPollThatOutlastsMuchOfATransaction() {
        var problems = SettingsTest.problems(null, Map.of(), Map.of("kafka.poll.ms", "1501"));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains("kafka.poll.ms=1501", "transaction.timeout.ms=15000", "at most 1500", "at least 15010"));
    }

    @Test
    void letsAPollLastLongerWhereTransactionsMay() throws ConfigurationException {
        Settings settings =
                Settings.load(null, Map.of(), Map.of("kafka.poll.ms", "3000", "transaction.timeout.ms", "30000"));

        assertThat(settings.kafkaProperties()).containsEntry("poll.ms", "3000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.max.poll.interval.ms",
                "kafka.consumer.max.poll.interval.ms",
                "kafka.main.consumer.max.poll.interval.ms"
            })
    void refusesAPollIntervalWithinTheTransactionTimeout(String key) {
        var problems = SettingsTest.problems(null, Map.of(), Map.of(key, "70000", "transaction.timeout.ms", "70000"));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains(key + "=70000", "transaction.timeout.ms=70000"));
    }

    @Test
    void holdsKafkasDefaultAgainstTheTransactionTimeoutToo() {
        var problems = SettingsTest.problems(null, Map.of(), Map.of("transaction.timeout.ms", "300000"));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains("kafka.max.poll.interval.ms=300000 (default)", "transaction.timeout.ms=300000"));
    }

    @Test
    void refusesAStopThatMayBeCutOff() {
        var problems =
                SettingsTest.problems(null, Map.of(), Map.of("close.timeout.ms", "1000", "commit.interval.ms", "1000"));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains("close.timeout.ms=1000", "commit.interval.ms=1000", "transaction.timeout.ms=15000"));
    }

    @Test
    void refusesARegistryThatIsWaitedForLongerThanATransactionLasts() {
        var problems = SettingsTest.problems(
                null, Map.of(), Map.of("registry.http.read.timeout.ms", "5000", "registry.max.retries", "3"));

        // Four attempts, and waits of at most 100, 200 and 400 ms between them.
        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains(
                        "registry.http.read.timeout.ms=5000",
                        "registry.max.retries=3",
                        "transaction.timeout.ms=15000",
                        "above 20700"));
    }

    @Test
    void leavesTimeForATokenInADefaultTransaction() throws ConfigurationException {
        Settings settings = Settings.load(
                null,
                Map.of(),
                Map.of(
                        "registry.bearer.auth.issuer.endpoint.url", "https://host/token",
                        "registry.bearer.auth.client.id", "srl",
                        "registry.bearer.auth.client.secret", "secret"));

        assertThat(new SchemaRegistryConfig(settings.serdeConfig()).longestCall())
                .isLessThan(settings.transactionTimeout());
    }

    @Test
    void refusesItForSerialisersOfOthersToo() {
        var problems = SettingsTest.problems(
                null,
                Map.of(),
                Map.of(
                        "registry.http.read.timeout.ms", "60000",
                        "value.serializer", ByteArraySerializer.class.getName(),
                        "value.deserializer", ByteArrayDeserializer.class.getName()));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains("registry.http.read.timeout.ms=60000"));
    }
}
