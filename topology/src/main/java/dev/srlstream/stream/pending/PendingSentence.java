package dev.srlstream.stream.pending;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record of the sentences topic that has no outcome yet, as it was read. Kept in the state store, so everything the
 * outcome needs is here: while time is punctuated, Kafka Streams no longer knows where the record came from.
 *
 * @param sequence place in the order of the task's records; restored records come first
 * @param timestamp the record's, in milliseconds
 * @param originalBytes size of the record before it was cut, see {@link RecordLimit}; {@link #WHOLE} where it was not
 */
public record PendingSentence(
        long sequence,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        RecordHeaders headers,
        String topic,
        int partition,
        long offset,
        long originalBytes) {
    public static final long WHOLE = -1;

    public boolean isCut() {
        return originalBytes != WHOLE;
    }

    public PendingSentence cut(
            byte @Nullable [] shorterKey, byte @Nullable [] shorterValue, RecordHeaders fewerHeaders, long bytes) {
        return new PendingSentence(
                sequence, timestamp, shorterKey, shorterValue, fewerHeaders, topic, partition, offset, bytes);
    }
}
