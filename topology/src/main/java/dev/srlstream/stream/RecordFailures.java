package dev.srlstream.stream;

import dev.srlstream.log.EventLog;
import dev.srlstream.log.WordlessTrace;
import dev.srlstream.log.service.RecordEvents.RecordFailed;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.stream.pending.PendingSentence;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Logs records that were rejected because something was thrown: where they stand, and never what they hold. A stack trace is logged
 * once for each place in the code, as a flood of such records is possible. Owned by one task.
 */
final class RecordFailures {
    private static final EventLog LOG = EventLog.of(RecordFailures.class);

    private static final int MOST_PLACES = 100;

    private final Set<String> logged = new HashSet<>();

    /** Does nothing for a rejection that was foreseen; bytes that a deserialiser refuses as it should are. */
    void log(PendingSentence sentence, Rejection rejection) {
        Throwable thrown = rejection.thrown();
        if (thrown == null || thrown instanceof SerializationException) {
            return;
        }
        StackTraceElement[] trace = thrown.getStackTrace();
        String place = trace.length == 0 ? "unknown" : trace[0].toString();
        boolean first =
                logged.size() < MOST_PLACES && logged.add(thrown.getClass().getName() + " " + place);
        LOG.log(new RecordFailed(
                sentence.topic(),
                sentence.partition(),
                sentence.offset(),
                rejection.stage().toString(),
                thrown.getClass().getName(),
                place,
                first ? new WordlessTrace(thrown) : null));
    }
}
