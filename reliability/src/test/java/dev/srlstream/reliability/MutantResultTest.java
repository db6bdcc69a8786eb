package dev.srlstream.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.reliability.cluster.KafkaLibraries;
import dev.srlstream.reliability.mutation.Mutation;
import dev.srlstream.reliability.mutation.Violation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MutantResultTest {
    private static final List<String> FAILED = List.of("For 60 s no sentence has had an outcome.");

    @Test
    void isCaughtByWhatItsMistakeLeadsTo() {
        assertThat(line(Mutation.NO_CHANGELOG, verdict(12, 0, 0, 0, false)))
                .contains("no_changelog ", " caught after 84 s: 12 sentences lost (the pending store");
        assertThat(line(Mutation.AT_LEAST_ONCE, verdict(0, 38, 0, 0, false)))
                .contains(" caught after 84 s: 38 outcomes repeated (");
        assertThat(line(Mutation.UNSORTED_RESTORE, verdict(0, 0, 17, 0, false)))
                .contains(" caught after 84 s: 17 outcomes out of order (");
        assertThat(line(Mutation.WAITING_IN_TRANSACTION, verdict(0, 0, 0, 1_031, true)))
                .contains(" caught after 84 s: 1,031 records of aborted transactions while nothing came out (");
    }

    @Test
    void isNotCaughtByAnythingElseThatIsWrong() {
        assertThat(line(Mutation.NO_CHANGELOG, verdict(0, 38, 17, 1_031, true)))
                .contains("NOT CAUGHT after 84 s: the trial has failed, but without sentences lost (");
        assertThat(caught(Mutation.AT_LEAST_ONCE, verdict(12, 0, 17, 1_031, true)))
                .isFalse();
        assertThat(caught(Mutation.UNSORTED_RESTORE, verdict(12, 38, 0, 1_031, true)))
                .isFalse();
        assertThat(caught(Mutation.WAITING_IN_TRANSACTION, verdict(12, 38, 17, 0, true)))
                .isFalse();
        assertThat(caught(Mutation.WAITING_IN_TRANSACTION, verdict(12, 38, 17, 1_031, false)))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void noneIsCaughtByATrialThatOnlyStandsStill(Mutation mutation) {
        assertThat(caught(mutation, verdict(0, 0, 0, 0, true))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void noneIsCaughtByATrialThatPasses(Mutation mutation) {
        // Given
        TrialResult passed = verdict(0, 0, 0, 1_031, false, List.of());

        // Then
        assertThat(caught(mutation, passed)).isFalse();
        assertThat(line(mutation, passed)).contains("NOT CAUGHT after 84 s: the trial has passed, without ");
    }

    @Test
    void anInstanceThatOutlivesItsDeviceIsSeenInTheStrikes() {
        assertThat(caught(Mutation.CONTINUE_HANDLER, verdict(0, 0, 0, 0, false, FAILED, List.of(strike(true)))))
                .isTrue();
        assertThat(caught(Mutation.CONTINUE_HANDLER, verdict(12, 38, 17, 0, false, FAILED, List.of(strike(false)))))
                .isFalse();
    }

    private static Strike strike(boolean failed) {
        return new Strike("CRASH_DEVICE", Duration.ZERO, 0, 0, "", Duration.ZERO, 0, failed);
    }

    @ParameterizedTest
    @EnumSource
    void everyViolationIsThatOfAMutation(Violation violation) {
        assertThat(Mutation.values()).anyMatch(mutation -> mutation.violation() == violation);
    }

    private static boolean caught(Mutation mutation, TrialResult verdict) {
        return new MutantResult(mutation, verdict).caught();
    }

    private static String line(Mutation mutation, TrialResult verdict) {
        return new MutantResult(mutation, verdict).line();
    }

    private static TrialResult verdict(long skipped, long repeated, long disordered, long aborted, boolean stoodStill) {
        return verdict(skipped, repeated, disordered, aborted, stoodStill, FAILED);
    }

    private static TrialResult verdict(
            long skipped, long repeated, long disordered, long aborted, boolean stoodStill, List<String> complaints) {
        return verdict(skipped, repeated, disordered, aborted, stoodStill, complaints, List.of());
    }

    private static TrialResult verdict(
            long skipped,
            long repeated,
            long disordered,
            long aborted,
            boolean stoodStill,
            List<String> complaints,
            List<Strike> strikes) {
        KafkaLibraries none = new KafkaLibraries("none", List.of());
        Plan plan =
                new Plan(30_000, 0, 8, 1, 1, none, 2, "classic", List.of(), false, List.of(), Duration.ofSeconds(60));
        Duration elapsed = Duration.ofSeconds(84);
        // Missing are also the sentences that a trial did not come to.
        long missing = 20_000;
        return new TrialResult(
                plan,
                strikes,
                elapsed,
                30_000,
                10_000,
                7_500,
                missing,
                skipped,
                repeated,
                disordered,
                0,
                aborted,
                stoodStill,
                3,
                4,
                4,
                0,
                complaints);
    }
}
