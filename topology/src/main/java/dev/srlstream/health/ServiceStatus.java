package dev.srlstream.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of an instance at a moment.
 *
 * @param since when it got into this state
 * @param reason why, where that is not clear by itself: a sentence
 * @param model null before the checkpoint is audited
 * @param warm whether the start has come as far as a warm model
 * @param hasRun whether the instance has been running at any time
 */
public record ServiceStatus(
        ServiceState state,
        Instant since,
        @Nullable String reason,
        @Nullable ServedModel model,
        boolean warm,
        boolean hasRun) {}
