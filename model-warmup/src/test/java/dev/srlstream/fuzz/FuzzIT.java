package dev.srlstream.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mutates checkpoints under the guidance of what code they reach. SECURITY.md says how to do it for longer. */
class FuzzIT {
    private static final long RUNS = Long.getLong("fuzz.runs", 2_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_201_215);

    @ParameterizedTest
    @EnumSource(Target.class)
    void readersAnswerEveryMutationWithAValueOrARefusal(Target target) throws Exception {
        // When
        FuzzRun run = FuzzRun.of(target, RUNS, SEED);

        // Then
        System.out.println("Fuzzed " + target.folder() + " with seed " + SEED + ": " + run.summary());
        assertThat(run.exitCode()).as(run.output()).isZero();
    }
}
