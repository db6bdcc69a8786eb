package dev.srlstream.reliability.oracle;

import dev.srlstream.reliability.load.Numbering;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Which sentences have had an outcome, and what was wrong with it. A bit per sentence: memory does not grow with what is
 * written. Safe from any thread.
 */
public final class Ledger {
    /** So many of each wrong are told one by one. */
    private static final int TOLD = 3;

    private final Numbering numbering;
    private final List<BitSet> seen = new ArrayList<>();
    private final Map<String, Long> latest = new HashMap<>();
    private final List<String> examples = new ArrayList<>();
    private long outcomes;
    private long frames;
    private long repeated;
    private long disordered;
    private long different;

    public Ledger(Numbering numbering) {
        this.numbering = numbering;
        for (int i = 0; i < numbering.partitions(); i++) {
            seen.add(new BitSet());
        }
    }

    /**
     * Enters an outcome.
     *
     * @param topic of the outcome
     * @param labelled whether it is frames
     */
    synchronized void enter(String topic, int partition, long offset, boolean labelled) {
        if (seen.get(partition).get((int) offset)) {
            repeated++;
            tell(
                    repeated,
                    "Sentence " + numbering.number(partition, offset) + " has a second outcome, in " + topic + ".");
            return;
        }
        seen.get(partition).set((int) offset);
        outcomes++;
        frames += labelled ? 1 : 0;
        long before = latest.getOrDefault(topic + partition, -1L);
        if (offset < before) {
            disordered++;
            tell(
                    disordered,
                    "In %s, offset %d of partition %d comes after %d.".formatted(topic, offset, partition, before));
        }
        latest.merge(topic + partition, offset, Math::max);
    }

    synchronized void enterDifferent(long number, String difference) {
        different++;
        tell(different, "Sentence " + number + " has " + difference + ".");
    }

    private void tell(long count, String example) {
        if (count <= TOLD) {
            examples.add(example);
        }
    }

    /** How many sentences have an outcome. */
    public synchronized long outcomes() {
        return outcomes;
    }

    /** How many of them have frames. */
    public synchronized long frames() {
        return frames;
    }

    public synchronized long repeated() {
        return repeated;
    }

    public synchronized long disordered() {
        return disordered;
    }

    public synchronized long different() {
        return different;
    }

    /** Whether anything is wrong that no later outcome can right. */
    public synchronized boolean isSpoilt() {
        return repeated + disordered + different > 0;
    }

    /**
     * How many sentences have no outcome, though a later one of their partition has, and so will never get one.
     *
     * @param margin how much later at least
     */
    public synchronized long skipped(int margin) {
        long skipped = 0;
        for (BitSet partition : seen) {
            int end = reached(partition, margin);
            skipped += end - partition.get(0, end).cardinality();
        }
        return skipped;
    }

    /** The number of one that is skipped, the same one as long as it is. */
    public synchronized OptionalLong firstSkipped(int margin) {
        for (int i = 0; i < numbering.partitions(); i++) {
            int offset = seen.get(i).nextClearBit(0);
            if (offset < reached(seen.get(i), margin)) {
                return OptionalLong.of(numbering.number(i, offset));
            }
        }
        return OptionalLong.empty();
    }

    private static int reached(BitSet partition, int margin) {
        return Math.max(0, partition.length() - margin);
    }

    /** How many of the first sentences have no outcome. */
    public synchronized long missing(long total) {
        long missing = 0;
        for (int i = 0; i < numbering.partitions(); i++) {
            int size = (int) numbering.size(i, total);
            missing += size - seen.get(i).get(0, size).cardinality();
        }
        return missing;
    }

    public synchronized List<String> examples() {
        return List.copyOf(examples);
    }
}
