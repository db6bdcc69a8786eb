package dev.srlstream.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mutates checkpoints under the guidance of what code they reach. SECURITY.md says how to do it for longer. */
@Execution(ExecutionMode.CONCURRENT)
class FuzzIT {
    private static final long SEED = Long.getLong("fuzz.seed", 20_201_215);

    /** Through every reader, as a user's file goes. */
    @Test
    void commandsAnswerEveryMutationWithAValueOrARefusal() throws Exception {
        assertThatNothingIsFound(Target.CHECKPOINT, Long.getLong("fuzz.runs", 200), SEED);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void everyReaderDoesSo(Target target) throws Exception {
        assertThatNothingIsFound(target, Long.getLong("fuzz.runs", 1_000), SEED + 1);
    }

    private static void assertThatNothingIsFound(Target target, long runs, long seed) throws Exception {
        // When
        FuzzRun run = FuzzRun.of(target, runs, seed);

        // Then
        System.out.println("Fuzzed " + target.folder() + " with seed " + seed + ": " + run.summary());
        assertThat(run.exitCode()).as(run.output()).isZero();
    }
}
