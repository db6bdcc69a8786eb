package dev.srlstream.stream;

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
    /** What follows from it. */
    enum Standing {
        /** Goes on where it was. */
        KNOWN,
        /** Nothing has been read here. */
        NEW,
        /** What has been read is not known any more. */
        EXPIRED,
        /** Sentences were deleted before they were read. */
        TRUNCATED,
        /** More has been read than there is: the topic is another one. */
        RECREATED;

        boolean isUnclear() {
            return this != KNOWN && this != NEW;
        }
    }

    Standing standing() {
        if (committed == null) {
            return workedOn ? Standing.EXPIRED : Standing.NEW;
        }
        if (committed < start) {
            return Standing.TRUNCATED;
        }
        return committed > end ? Standing.RECREATED : Standing.KNOWN;
    }

    /** How many offsets were deleted before they were read; some may have held no sentence. */
    long deleted() {
        return committed == null ? 0 : Math.max(0, start - committed);
    }
}
