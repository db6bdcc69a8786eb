package dev.srlstream.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelationsTest {
    @Test
    void refusesATopicInTwoRoles() {
        var problems = SettingsTest.problems(null, Map.of(), Map.of("topic.frames", "sentences"));

        assertThat(problems)
                .containsExactly("topic.sentences and topic.frames are both sentences: give each its own topic.");
    }

    @Test
    void refusesToLeaveOutAuxiliariesThatTheTaggerDoesNotTell() {
        var problems = SettingsTest.problems(
                null, Map.of(), Map.of("sentence.tagger", "opennlp", "sentence.auxiliaries", "false"));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith("sentence.auxiliaries=false needs sentence.tagger=lstm"));
    }

    @Test
    void tellsAllThatDoesNotGoTogetherAtOnce() {
        var problems = SettingsTest.problems(
                null,
                Map.of(),
                Map.of(
                        "topic.frames", "sentences",
                        "pending.max", "48",
                        "engine.batch.tokens", "8192",
                        "commit.interval.ms", "2000",
                        "close.timeout.ms", "1000"));

        assertThat(problems).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "missing.id.cache.ttl.sec, 30, 30000",
        "missing.version.cache.ttl.sec, 60, 30000",
        "missing.schema.cache.ttl.sec, 2, 1500"
    })
    void refusesMissesThatAreRememberedAsLongAsASchemaIsWaitedFor(String property, String seconds, String wait) {
        var problems =
                SettingsTest.problems(null, Map.of(), Map.of("registry." + property, seconds, "schema.wait.ms", wait));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains("registry." + property + "=" + seconds, "schema.wait.ms=" + wait));
    }

    @ParameterizedTest
    @CsvSource({"29, 30000", "60, 0", "soon, 30000"})
    void acceptsMissesThatAreRememberedForLessOrNeverWaitedFor(String seconds, String wait)
            throws ConfigurationException {
        var settings = Map.of("registry.missing.id.cache.ttl.sec", seconds, "schema.wait.ms", wait);

        assertThat(Settings.load(null, Map.of(), settings).schemaWait()).hasMillis(Long.parseLong(wait));
    }

    @Test
    void leavesTheStreamAloneWhereNoneRuns() throws ConfigurationException {
        Settings settings = Settings.loadForModel(
                Map.of("SRL_PENDING_MAX", "48"), Map.of("engine.batch.tokens", "8192", "topic.frames", "sentences"));

        assertThat(settings.sizing("cpu").batchTokens()).isEqualTo(8192);
        assertThat(settings.sizing("gpu").pendingMax()).isEqualTo(2048);
    }
}
