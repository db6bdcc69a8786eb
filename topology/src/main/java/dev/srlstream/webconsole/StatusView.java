package dev.srlstream.webconsole;

import dev.srlstream.health.ServedModel;
import dev.srlstream.health.ServiceStatus;
import org.jspecify.annotations.Nullable;

/**
 * Where the instance stands, as the page shows it.
 *
 * @param since milliseconds since 1970
 */
record StatusView(
        String state,
        long since,
        @Nullable String reason,
        @Nullable ServedModel model) {
    static StatusView of(ServiceStatus status) {
        return new StatusView(
                status.state().toString(), status.since().toEpochMilli(), status.reason(), status.model());
    }
}
