package dev.srlstream.stream.pending;

import dev.srlstream.sentence.Rejection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * The sentences whose outcomes brokers refused for what they are: too old, too new, too large, without the key that a compacted topic
 * demands, or against a rule of the brokers' own. The transaction of such an outcome is lost and its sentences are labelled again;
 * without this memory the same outcome would be refused again, for ever. Safe from any thread.
 */
public final class RefusedOutcomes {
    /** What is forgotten is refused once more. */
    private static final int MOST = 100_000;

    /**
     * @param frames why the frames were refused; null where there were none
     * @param rejectionToo whether the rejection was refused as well
     */
    private record Refusal(@Nullable Exception frames, boolean rejectionToo) {}

    private final String framesTopic;
    private final String rejectionsTopic;
    private final Map<String, Refusal> refusals = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Refusal> eldest) {
            return size() > MOST;
        }
    };

    public RefusedOutcomes(String framesTopic, String rejectionsTopic) {
        this.framesTopic = framesTopic;
        this.rejectionsTopic = rejectionsTopic;
    }

    /**
     * Remembers an outcome that was not written.
     *
     * @return whether its sentence gets another outcome the next time; otherwise the fault is not the record's, or nothing is left to try
     */
    public synchronized boolean note(ProducerRecord<byte[], byte[]> outcome, Exception thrown) {
        if (!isOfTheRecord(thrown)) {
            return false;
        }
        Optional<String> source = Provenance.source(outcome.headers());
        if (source.isEmpty()) {
            return false;
        }
        Refusal before = refusals.getOrDefault(source.get(), new Refusal(null, false));
        if (outcome.topic().equals(framesTopic)) {
            refusals.put(source.get(), new Refusal(thrown, before.rejectionToo()));
            return true;
        }
        if (outcome.topic().equals(rejectionsTopic) && !before.rejectionToo()) {
            refusals.put(source.get(), new Refusal(before.frames(), true));
            return true;
        }
        return false;
    }

    private static boolean isOfTheRecord(Exception thrown) {
        return thrown instanceof RecordTooLargeException
                || thrown instanceof InvalidTimestampException
                || thrown instanceof InvalidRecordException;
    }

    /** Why a sentence gets no frames; empty where none were refused. */
    public synchronized Optional<Rejection> rejection(PendingSentence sentence) {
        Refusal refusal = refusals.get(Provenance.source(sentence));
        if (refusal == null || refusal.frames() == null) {
            return Optional.empty();
        }
        Exception frames = refusal.frames();
        return Optional.of(new Rejection(
                Rejection.Stage.WRITE,
                "The brokers refuse the frames in topic " + framesTopic + ": " + frames.getMessage(),
                frames));
    }

    /** Whether a sentence's rejection must be written otherwise than it was. */
    public synchronized boolean isRejectionRefused(PendingSentence sentence) {
        Refusal refusal = refusals.get(Provenance.source(sentence));
        return refusal != null && refusal.rejectionToo();
    }
}
