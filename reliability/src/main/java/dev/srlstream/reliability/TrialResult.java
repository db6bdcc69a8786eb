package dev.srlstream.reliability;

import java.time.Duration;
import java.util.List;

/**
 * What a trial has shown.
 *
 * @param published how many sentences were written
 * @param outcomes how many of them have one
 * @param frames how many of these are frames
 * @param lost sentences without an outcome; of a trial that was given up, also those that it did not come to
 * @param skipped those of them that much later ones of their partition have overtaken, so that they will never get one
 * @param repeated outcomes of a sentence that had one
 * @param disordered outcomes that came after one of a later sentence of their partition
 * @param different outcomes that are not those of an undisturbed run
 * @param aborted records of frames and rejections that were written, and never committed
 * @param stoodStill whether the trial was given up because nothing came out any more
 * @param rebalances how often the group's partitions were dealt out
 * @param starts of instances
 * @param consuming how many of these came so far as to consume
 * @param ended how many instances ended by themselves, though no fault was to end them
 * @param complaints everything that is wrong, in sentences; empty for a service that has passed
 */
record TrialResult(
        Plan plan,
        List<Strike> strikes,
        Duration elapsed,
        long published,
        long outcomes,
        long frames,
        long lost,
        long skipped,
        long repeated,
        long disordered,
        long different,
        long aborted,
        boolean stoodStill,
        int rebalances,
        int starts,
        int consuming,
        int ended,
        List<String> complaints) {
    boolean passed() {
        return complaints.isEmpty();
    }
}
