package dev.srlstream.stream;

import dev.srlstream.sentence.Rejection;
import dev.srlstream.stream.pending.PendingSentence;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs records that were rejected because something was thrown: where they stand, and never what they hold. A stack trace is logged
 * once for each place in the code, as a flood of such records is possible. Owned by one task.
 */
final class RecordFailures {
    private static final Logger LOG = LoggerFactory.getLogger(RecordFailures.class);

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
        LOG.atWarn()
                .setMessage("event=record-failed topic={} partition={} offset={} stage={} exception={} at={}")
                .addArgument(sentence.topic())
                .addArgument(sentence.partition())
                .addArgument(sentence.offset())
                .addArgument(rejection.stage())
                .addArgument(thrown.getClass().getName())
                .addArgument(place)
                .setCause(first ? new WordlessTrace(thrown) : null)
                .log();
    }
}
