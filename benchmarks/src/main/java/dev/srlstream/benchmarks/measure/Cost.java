package dev.srlstream.benchmarks.measure;

/**
 * What a piece of work took.
 *
 * @param cpu seconds of the threads that its meter counts
 * @param wall seconds on the clock
 */
public record Cost(double cpu, double wall) {}
