package dev.srlstream.reliability;

import dev.srlstream.reliability.mutation.Mutation;

/**
 * What the trial of a mutant has shown. It counts only when it is what the mistake must lead to: a trial that fails for another
 * reason, an instance that does not end, say, would fail for it with a service that keeps its promise.
 */
record MutantResult(Mutation mutation, TrialResult verdict) {
    boolean caught() {
        return !verdict.passed() && evidence() > 0;
    }

    /** How much was seen of what the mistake must lead to. */
    long evidence() {
        return switch (mutation.violation()) {
            case LOST -> verdict.skipped();
            case REPEATED -> verdict.repeated();
            case DISORDERED -> verdict.disordered();
            case OUTLIVING -> verdict.strikes().stream().filter(Strike::failed).count();
            // A service can stand still for many reasons; this one does work, again and again.
            case LIVELOCK -> verdict.stoodStill() ? verdict.aborted() : 0;
        };
    }

    String line() {
        String due = mutation.violation().description();
        return "%-22s %s after %d s: %s (%s)"
                .formatted(
                        mutation.title(),
                        caught() ? "caught" : "NOT CAUGHT",
                        verdict.elapsed().toSeconds(),
                        caught()
                                ? "%,d %s".formatted(evidence(), due)
                                : verdict.passed()
                                        ? "the trial has passed, without " + due
                                        : "the trial has failed, but without " + due,
                        mutation.description());
    }
}
