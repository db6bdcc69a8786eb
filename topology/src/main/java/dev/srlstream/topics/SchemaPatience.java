package dev.srlstream.topics;

import dev.srlstream.diagnosis.UnknownSchema;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.service.RecordEvents.WaitingForSchema;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Asks a registry again that does not have a schema yet, because it can be a moment behind. Owned by one thread, which waits here. After a
 * wait in vain the registry is believed at once, until a schema arrives that was missing.
 */
public final class SchemaPatience {
    private static final EventLog LOG = EventLog.of(SchemaPatience.class);

    private static final long SHORTEST_INTERVAL_MS = 100;
    private static final long LONGEST_INTERVAL_MS = 2_000;

    private final long patienceMs;
    private long leftMs;

    /** @param patience for all schemas together; zero believes the first answer */
    public SchemaPatience(Duration patience) {
        patienceMs = patience.toMillis();
        leftMs = patienceMs;
    }

    /** @param question what asks the registry, and throws what the registry answers */
    public <T> T ask(Supplier<T> question) {
        long interval = SHORTEST_INTERVAL_MS;
        while (true) {
            try {
                T answer = question.get();
                if (interval > SHORTEST_INTERVAL_MS) {
                    leftMs = patienceMs;
                }
                return answer;
            } catch (RuntimeException e) {
                if (leftMs <= 0 || !UnknownSchema.isIn(e)) {
                    throw e;
                }
                if (interval == SHORTEST_INTERVAL_MS) {
                    LOG.log(new WaitingForSchema(null, leftMs, e.getMessage()));
                }
            }
            long wait = Math.min(interval, leftMs);
            sleep(wait);
            leftMs -= wait;
            interval = Math.min(LONGEST_INTERVAL_MS, 2 * interval);
        }
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
