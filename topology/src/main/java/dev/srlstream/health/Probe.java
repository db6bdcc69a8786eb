package dev.srlstream.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The three questions that Kubernetes asks. None depends on brokers, on the registry or on a rebalance: to restart an instance, or to
 * take it out of a rollout, would not bring any of them back.
 */
public enum Probe {
    /** Has the start come as far as a warm model? */
    STARTUP {
        @Override
        boolean passes(ServiceStatus status, boolean alive) {
            return status.warm();
        }
    },
    /** Is it in the group, or does it wait for another model's instances to leave it? */
    READINESS {
        @Override
        boolean passes(ServiceStatus status, boolean alive) {
            return alive
                    && switch (status.state()) {
                        case HOLDING, RUNNING -> true;
                        case STARTING, AUDITING, WARMING, JOINING, STOPPING, FAILED -> false;
                    };
        }
    },
    /** Can it still do its work or end by itself? */
    LIVENESS {
        @Override
        boolean passes(ServiceStatus status, boolean alive) {
            return alive;
        }
    };

    /** What a probe answers: a status of HTTP is 200 where it passes, and 503 where not. */
    public record Answer(
            boolean passes, ServiceStatus status, @Nullable String reason) {}

    abstract boolean passes(ServiceStatus status, boolean alive);

    /**
     * Asks.
     *
     * @param endsWithin how long a service whose stream has failed may take to end, beyond which it is taken for dead
     */
    public Answer ask(ServiceHealth health, Duration endsWithin, Instant now) {
        ServiceStatus status = health.status();
        Optional<String> dead =
                switch (status.state()) {
                    case JOINING, RUNNING -> health.deadly();
                    case FAILED ->
                        status.hasRun() && status.since().plus(endsWithin).isBefore(now)
                                ? Optional.of(
                                        "The stream has failed, and the process is still there: " + status.reason())
                                : Optional.empty();
                    default -> Optional.empty();
                };
        return new Answer(passes(status, dead.isEmpty()), status, dead.orElse(status.reason()));
    }
}
