package dev.srlstream.benchmarks.pipeline;

/**
 * What one phase reached with a backlog, in its steady state.
 *
 * @param sentencesPerSecond committed, and seen so by a reader
 * @param usage of the whole process
 */
record PhaseSpeed(double sentencesPerSecond, Usage.PerSentence usage) {}
