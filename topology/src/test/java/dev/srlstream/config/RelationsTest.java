package dev.srlstream.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RelationsTest {
    @Test
    void refusesATopicInTwoRoles() {
        var problems = SettingsTest.problems(null, Map.of(), Map.of("topic.frames", "sentences"));

        assertThat(problems)
                .containsExactly("topic.sentences and topic.frames are both sentences: give each its own topic.");
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

    @Test
    void leavesTheStreamAloneWhereNoneRuns() throws ConfigurationException {
        Settings settings = Settings.loadForModel(
                Map.of("SRL_PENDING_MAX", "48"), Map.of("engine.batch.tokens", "8192", "topic.frames", "sentences"));

        assertThat(settings.fittedTo("cpu").batchTokens()).isEqualTo(8192);
        assertThat(settings.fittedTo("gpu").pendingMax()).isEqualTo(2048);
    }
}
