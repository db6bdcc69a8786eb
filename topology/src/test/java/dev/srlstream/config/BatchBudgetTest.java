package dev.srlstream.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchBudgetTest {
    @Test
    void refusesTooFewPendingSentencesForABatch() {
        var problems =
                SettingsTest.problems(null, Map.of(), Map.of("pending.max", "48", "engine.batch.tokens", "8192"));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains("pending.max=48", "engine.batch.tokens=8192", "at least 328", "at most 1200"));
    }

    @Test
    void countsABatchForEveryWorker() {
        var problems = SettingsTest.problems(
                null, Map.of(), Map.of("pending.max", "328", "engine.batch.tokens", "8192", "engine.workers", "4"));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains("pending.max=328", "engine.workers=4", "at least 656", "at most 4100"));
    }

    @Test
    void acceptsWhatItsOwnRemediesSay() throws ConfigurationException {
        Settings more = Settings.load(null, Map.of(), Map.of("pending.max", "328", "engine.batch.tokens", "8192"));
        Settings less = Settings.load(null, Map.of(), Map.of("pending.max", "48", "engine.batch.tokens", "1200"));

        assertThat(more.sizing("cpu").pendingMax()).isEqualTo(328);
        assertThat(less.sizing("cpu").batchTokens()).isEqualTo(1200);
    }
}
