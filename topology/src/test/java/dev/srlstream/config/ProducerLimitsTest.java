package dev.srlstream.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProducerLimitsTest {
    @Test
    void refusesADeliveryThatLeavesNoTimeForASecondRequest() {
        var problems = SettingsTest.problems(null, Map.of(), Map.of("kafka.producer.delivery.timeout.ms", "30000"));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains(
                        "kafka.producer.delivery.timeout.ms=30000",
                        "kafka.request.timeout.ms=30000 (default)",
                        "kafka.linger.ms=100 (default)",
                        "at least 30100"));
    }

    @Test
    void takesAShorterRequestIntoAccount() throws ConfigurationException {
        Settings settings = Settings.load(
                null,
                Map.of(),
                Map.of("kafka.producer.delivery.timeout.ms", "30000", "kafka.request.timeout.ms", "10000"));

        assertThat(settings.kafkaProperties()).containsEntry("producer.delivery.timeout.ms", "30000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka.producer.max.block.ms", "kafka.max.block.ms"})
    void refusesAProducerThatGivesUpBeforeTheBrokersDo(String key) {
        var problems = SettingsTest.problems(null, Map.of(), Map.of(key, "14000"));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains(key + "=14000", "transaction.timeout.ms=15000", "at least 15000", "at most 14000"));
    }

    @Test
    void hasTheProducerWaitAsLongAsALongTransaction() throws ConfigurationException {
        Settings usual = Settings.load(null, Map.of(), Map.of("transaction.timeout.ms", "60000"));
        Settings unusual = Settings.load(null, Map.of(), Map.of("transaction.timeout.ms", "70000"));

        assertThat(usual.derived()).doesNotContainKey("kafka.max.block.ms");
        assertThat(unusual.derived()).containsEntry("kafka.max.block.ms", "70000");
    }

    @Test
    void leavesAProducerThatIsToldHowLongToWait() throws ConfigurationException {
        Settings settings = Settings.load(
                null, Map.of(), Map.of("transaction.timeout.ms", "70000", "kafka.producer.max.block.ms", "80000"));

        assertThat(settings.derived()).doesNotContainKey("kafka.max.block.ms");
    }

    @Test
    void refusesAProducerThatBlocksUntilThePartitionsAreLost() {
        var problems = SettingsTest.problems(null, Map.of(), Map.of("kafka.max.poll.interval.ms", "60000"));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains("kafka.max.poll.interval.ms=60000", "kafka.max.block.ms=60000 (default)", "above 60000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka.producer.max.request.size", "kafka.producer.buffer.memory"})
    void refusesAProducerThatTakesLessThanIsWritten(String key) {
        var problems = SettingsTest.problems(null, Map.of(), Map.of(key, "1000000"));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains(key + "=1000000", "record.max.bytes=1000000", "at least 1001024", "at most 998976"));
    }
}
