package dev.srlstream.benchmarks.growth;

/**
 * What a simulation came to.
 *
 * @param sentencesPerSecond that became readable
 * @param deviceShare of what the devices of all instances could compute with full batches
 * @param p50 milliseconds from due to readable; not a number with a backlog
 * @param p99 likewise
 * @param transactionsPerSecond of all stream threads
 * @param wordpiecesPerBatch on the average
 * @param processorMilliseconds of instances and brokers for each sentence
 */
record Figures(
        Scenario scenario,
        double sentencesPerSecond,
        double deviceShare,
        double p50,
        double p99,
        double transactionsPerSecond,
        double wordpiecesPerBatch,
        double processorMilliseconds,
        Usage usage,
        Limit limit) {}
