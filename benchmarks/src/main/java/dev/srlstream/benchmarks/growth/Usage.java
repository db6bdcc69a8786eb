package dev.srlstream.benchmarks.growth;

/**
 * How much of its time each part was busy, 0 to 1.
 *
 * @param device of instances that have partitions, their mean
 * @param broker of the busiest one
 * @param processor of the cores of instances that have partitions, their mean
 * @param work of stream threads that have partitions, their mean: reading and writing
 * @param commit likewise: committing
 * @param full likewise: waiting with as much pending as may be
 * @param activeInstances the share of instances that have partitions
 */
record Usage(
        double device,
        double broker,
        double processor,
        double work,
        double commit,
        double full,
        double activeInstances) {}
