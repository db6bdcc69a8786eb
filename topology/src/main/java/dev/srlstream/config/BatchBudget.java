package dev.srlstream.config;

import java.util.List;

/** Batches are filled from what is pending. What is not set follows from what is ({@link Sizing}), so only settings can disagree. */
final class BatchBudget {
    private BatchBudget() {}

    static void check(Settings settings, List<String> problems) {
        Integer pending = settings.optional(SettingKeys.PENDING_MAX);
        Integer tokens = settings.optional(SettingKeys.ENGINE_BATCH_TOKENS);
        Integer workers = settings.optional(SettingKeys.ENGINE_WORKERS);
        if (pending == null || tokens == null) {
            return;
        }
        int used = workers == null ? 1 : workers;
        long needed = Sizing.neededPending(tokens, used);
        if (pending < needed) {
            problems.add(
                    "%s=%d starves %s=%d%s: batches are filled from pending sentences; raise the former to at least %d or lower %s to at most %d."
                            .formatted(
                                    SettingKeys.PENDING_MAX,
                                    pending,
                                    SettingKeys.ENGINE_BATCH_TOKENS,
                                    tokens,
                                    workers == null ? "" : " with " + SettingKeys.ENGINE_WORKERS + "=" + workers,
                                    needed,
                                    workers == null ? "the latter" : SettingKeys.ENGINE_BATCH_TOKENS,
                                    Sizing.mostTokens(pending, used)));
        }
    }
}
