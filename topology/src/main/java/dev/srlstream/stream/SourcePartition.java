package dev.srlstream.stream;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the brokers say of one partition of the sentences topic.
 *
 * @param committed the offset at which the application goes on; null where they have none
 * @param start the first offset that has not been deleted
 * @param end the offset that the next sentence gets
 * @param workedOn whether the application has ever written to the changelog of this partition, which takes a sentence
 */
record SourcePartition(int number, @Nullable Long committed, long start, long end, boolean workedOn) {
    /** Whether the application has never read anything here, so that it begins at the beginning. */
    boolean isNew() {
        return committed == null && !workedOn;
    }

    /** Why going on here could repeat or skip sentences. */
    Optional<String> objection() {
        if (committed == null) {
            return workedOn
                    ? Optional.of("partition %d has been worked on, but the brokers hold no committed offset for it"
                            .formatted(number))
                    : Optional.empty();
        }
        if (committed < start) {
            return Optional.of("of partition %d, %d offsets from %d on were deleted before they were read"
                    .formatted(number, start - committed, committed));
        }
        if (committed > end) {
            return Optional.of("partition %d was read up to offset %d, but ends at %d, as if the topic were another"
                    .formatted(number, committed, end));
        }
        return Optional.empty();
    }
}
