package dev.srlstream.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupMembershipTest {
    @ParameterizedTest
    @CsvSource({"15000, 15000, 3000", "9000, 9000, 3000", "7000, 7000, 2333", "4000, 6000, 2000", "60000, 45000, 3000"})
    void waitsForASignOfLifeAsLongAsForATransaction(int transaction, int session, int heartbeat) throws Exception {
        Settings settings = Settings.load(
                null,
                Map.of(),
                Map.of("transaction.timeout.ms", Integer.toString(transaction), "registry.max.retries", "0"));

        assertThat(settings.derivedKafkaProperties())
                .isEqualTo(Map.of("session.timeout.ms", session, "heartbeat.interval.ms", heartbeat));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka.", "kafka.consumer.", "kafka.main.consumer."})
    void leavesWhatIsSetAndFollowsIt(String prefix) throws Exception {
        Settings session = Settings.load(null, Map.of(), Map.of(prefix + "session.timeout.ms", "6000"));
        Settings heartbeat = Settings.load(null, Map.of(), Map.of(prefix + "heartbeat.interval.ms", "8000"));

        assertThat(session.sessionTimeout()).isEqualTo(Duration.ofSeconds(6));
        assertThat(session.derivedKafkaProperties()).isEqualTo(Map.of("heartbeat.interval.ms", 2000));
        assertThat(heartbeat.derivedKafkaProperties()).isEqualTo(Map.of("session.timeout.ms", 24_000));
    }

    @Test
    void refusesASessionThatOneLostHeartbeatEnds() {
        var problems = SettingsTest.problems(
                null,
                Map.of(),
                Map.of("kafka.session.timeout.ms", "6000", "kafka.consumer.heartbeat.interval.ms", "2001"));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains(
                        "kafka.session.timeout.ms=6000",
                        "kafka.consumer.heartbeat.interval.ms=2001",
                        "at least 6003",
                        "at most 2000"));
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.session.timeout.ms, 6000, streams.session.timeout.ms",
        "kafka.consumer.heartbeat.interval.ms, 1000, streams.heartbeat.interval.ms",
        "kafka.main.consumer.group.instance.id, one, no static members",
        "kafka.num.standby.replicas, 1, streams.num.standby.replicas",
        "kafka.acceptable.recovery.lag, 1, brokers place the tasks"
    })
    void refusesWhatTheStreamsProtocolDisregards(String key, String value, String reason) {
        var problems = SettingsTest.problems(null, Map.of(), Map.of("kafka.group.protocol", "streams", key, value));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains(key + "=" + value, "kafka.group.protocol=streams", reason));
    }

    @Test
    void leavesMembershipToTheBrokersUnderTheStreamsProtocol() throws Exception {
        Settings settings = Settings.load(null, Map.of("SRL_KAFKA_GROUP_PROTOCOL", "STREAMS"), Map.of());

        assertThat(settings.brokersDecideMembership()).isTrue();
        assertThat(settings.derivedKafkaProperties()).isEmpty();
    }
}
