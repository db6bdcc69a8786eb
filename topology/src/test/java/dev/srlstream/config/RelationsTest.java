package dev.srlstream.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RelationsTest {
    @Test
    void refusesATransactionTimeoutThatAFewCommitsUseUp() {
        var problems = SettingsTest.problems(
                null, Map.of(), Map.of("transaction.timeout.ms", "5000", "commit.interval.ms", "1000"));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains("transaction.timeout.ms=5000", "commit.interval.ms=1000", "at least 10000", "at most 500"));
    }

    @Test
    void refusesTooFewPendingSentencesForABatch() {
        var problems =
                SettingsTest.problems(null, Map.of(), Map.of("pending.max", "48", "engine.batch.tokens", "8192"));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains("pending.max=48", "engine.batch.tokens=8192", "at least 328", "at most 1200"));
    }

    @Test
    void acceptsWhatItsOwnRemediesSay() throws ConfigurationException {
        Settings settings = Settings.load(null, Map.of(), Map.of("pending.max", "328", "engine.batch.tokens", "8192"));

        assertThat(settings.pendingMax()).isEqualTo(328);
    }

    @Test
    void refusesAPollIntervalWithinTheTransactionTimeout() {
        var problems = SettingsTest.problems(null, Map.of(), Map.of("kafka.max.poll.interval.ms", "20000"));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains("kafka.max.poll.interval.ms=20000", "transaction.timeout.ms=30000"));
    }

    @Test
    void refusesATopicInTwoRoles() {
        var problems = SettingsTest.problems(null, Map.of(), Map.of("topic.frames", "sentences"));

        assertThat(problems)
                .containsExactly("topic.sentences and topic.frames are both sentences: give each its own topic.");
    }
}
