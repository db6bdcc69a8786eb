package dev.srlstream.webconsole;

import dev.srlstream.sentence.Labelling;
import dev.srlstream.stream.outcomes.SentenceOutcome;
import dev.srlstream.stream.pending.PendingSentence;

/** An outcome without the bytes of its record. */
record SampledOutcome(String topic, int partition, long offset, long milliseconds, Labelling labelling) {
    /** @param now in milliseconds since 1970 */
    static SampledOutcome of(SentenceOutcome outcome, long now) {
        PendingSentence record = outcome.record();
        return new SampledOutcome(
                record.topic(),
                record.partition(),
                record.offset(),
                // A publisher's clock may be ahead of ours.
                Math.max(0, now - record.timestamp()),
                outcome.labelling());
    }
}
