package dev.srlstream.benchmarks.growth;

/**
 * What a stream thread spends, in nanoseconds.
 *
 * @param read for each sentence that comes
 * @param write for each that goes
 * @param loop for each pass of its loop, which processes a record of each task that has any
 * @param task for each of its tasks in each pass
 * @param commit for each commit
 * @param commitTask for each task in it
 * @param publish until the brokers have a sentence that is due
 * @param sentenceBytes bytes of a sentence
 */
record ThreadCosts(
        long read, long write, long loop, long task, long commit, long commitTask, long publish, long sentenceBytes) {
    /** @param textOnly whether words and verbs must be found */
    static ThreadCosts of(Costs costs, boolean textOnly) {
        return new ThreadCosts(
                costs.nanos(Cost.READ) + (textOnly ? costs.nanos(Cost.WORDS) : 0),
                costs.nanos(Cost.WRITE),
                costs.nanos(Cost.LOOP),
                costs.nanos(Cost.TASK),
                costs.nanos(Cost.COMMIT),
                costs.nanos(Cost.COMMIT_TASK),
                costs.nanos(Cost.PUBLISH),
                Math.round(costs.value(Cost.SENTENCE_BYTES)));
    }
}
