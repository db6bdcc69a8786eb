package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamsPropertiesTest {
    @Test
    void deliversExactlyOnceAndTakesItsTimesFromTheSettings() {
        Properties properties = StreamsProperties.of(
                Fixtures.settings(Map.of("commit.interval.ms", "250", "transaction.timeout.ms", "12000")));

        StreamsConfig config = new StreamsConfig(properties);

        assertThat(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG)).isEqualTo("exactly_once_v2");
        assertThat(config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isEqualTo(250);
        assertThat(config.getBoolean(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG))
                .isTrue();
        Map<String, Object> producer = config.getProducerConfigs("client");
        assertThat(producer).containsEntry("transaction.timeout.ms", 12_000).containsEntry("enable.idempotence", true);
    }

    @Test
    void tellsTheGroupWhatFollowsFromTheTransactionTimeout() {
        Properties properties = StreamsProperties.of(
                Fixtures.settings(Map.of("transaction.timeout.ms", "12000", "kafka.heartbeat.interval.ms", "500")));

        StreamsConfig config = new StreamsConfig(properties);

        assertThat(config.getMainConsumerConfigs("group", "client", 0))
                .containsEntry("session.timeout.ms", 12_000)
                .containsEntry("heartbeat.interval.ms", "500");
    }

    @Test
    void letsAPropertyWithoutAPrefixWinOverItsOwnChoice() {
        Properties properties = StreamsProperties.of(
                Fixtures.settings(Map.of("kafka.max.request.size", "9000000", "kafka.compression.gzip.level", "9")));

        Map<String, Object> producer = new StreamsConfig(properties).getProducerConfigs("client");

        assertThat(producer).containsEntry("max.request.size", "9000000").containsEntry("compression.gzip.level", "9");
    }

    @ParameterizedTest
    @CsvSource({"gzip, gzip", "none, none", "zstd, zstd"})
    void compressesAsTheSettingSays(String setting, String type) {
        Properties properties = StreamsProperties.of(Fixtures.settings(Map.of("output.compression", setting)));

        assertThat(new StreamsConfig(properties).getProducerConfigs("client")).containsEntry("compression.type", type);
    }

    @Test
    void passesKafkaPropertiesToTheClients() {
        Properties properties = StreamsProperties.of(
                Fixtures.settings(Map.of("kafka.security.protocol", "SSL", "kafka.producer.linger.ms", "7")));

        StreamsConfig config = new StreamsConfig(properties);

        assertThat(config.getProducerConfigs("client")).containsEntry("linger.ms", "7");
        assertThat(config.getMainConsumerConfigs("group", "client", 0)).containsEntry("security.protocol", "SSL");
    }

    @Test
    void boundsWhatIsTakenOverAtATimeUnlessTheOperatorSaysOtherwise() {
        StreamsConfig ours = new StreamsConfig(StreamsProperties.of(Fixtures.settings(Map.of())));
        StreamsConfig theirs = new StreamsConfig(StreamsProperties.of(Fixtures.settings(
                Map.of("kafka.max.poll.records", "500", "kafka.main.consumer.max.partition.fetch.bytes", "1048576"))));

        assertThat(ours.getInt(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG))
                .isEqualTo(64);
        assertThat(ours.getMainConsumerConfigs("group", "client", 0))
                .containsEntry("max.poll.records", 64)
                .containsEntry("max.partition.fetch.bytes", 262_144);
        assertThat(ours.getRestoreConsumerConfigs("client")).containsEntry("max.poll.records", 64);
        assertThat(theirs.getMainConsumerConfigs("group", "client", 0))
                .containsEntry("max.poll.records", "500")
                .containsEntry("max.partition.fetch.bytes", "1048576");
    }
}
