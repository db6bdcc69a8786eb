package dev.srlstream.benchmarks.pipeline;

import java.util.List;
import java.util.Optional;

/**
 * What a run with a backlog came to.
 *
 * @param memory in the order of the sentences
 * @param starts in their order
 * @param sentencesPerSecond from the first sample of memory to the kill
 * @param changelog when everything was labelled
 * @param compacted the same, after the brokers had time to compact it
 * @param idleness empty when it was left out
 */
record BacklogFigures(
        List<Memory> memory,
        List<Start> starts,
        double sentencesPerSecond,
        ChangelogSize changelog,
        ChangelogSize compacted,
        Optional<Idleness> idleness) {
    /**
     * The service at one moment.
     *
     * @param sentences whose frames are committed
     * @param heap reachable bytes
     * @param resident bytes, native memory included
     * @param pending sentences in its stores at the last commit
     */
    record Memory(int sentences, long heap, long resident, long pending) {}

    /**
     * How a start went, in seconds.
     *
     * @param after what was before
     * @param changelog what there was to restore
     * @param joining from the process's start until it begins to join its group, the model warm
     * @param running from there until it holds its partitions and what was pending
     * @param firstFrame from there until frames are committed that were not there before
     */
    record Start(String after, ChangelogSize changelog, double joining, double running, double firstFrame) {}

    /**
     * An instance without work.
     *
     * @param service processor time as a share of one core
     * @param broker as much, of this process
     * @param written records that reached its topics, the groups' offsets and the transactions' states
     * @param collections of the service's heap
     */
    record Idleness(int seconds, double service, double broker, long written, long collections) {}
}
