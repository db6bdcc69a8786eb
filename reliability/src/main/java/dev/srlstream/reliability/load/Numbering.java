package dev.srlstream.reliability.load;

/**
 * Sentences are numbered as they are published, round-robin over the partitions, so number and place tell each other.
 *
 * @param partitions of the sentences topic
 */
public record Numbering(int partitions) {
    public int partition(long number) {
        return (int) (number % partitions);
    }

    public long offset(long number) {
        return number / partitions;
    }

    public long number(int partition, long offset) {
        return offset * partitions + partition;
    }

    /** How many of the first sentences are in a partition. */
    public long size(int partition, long total) {
        return (total - partition + partitions - 1) / partitions;
    }
}
