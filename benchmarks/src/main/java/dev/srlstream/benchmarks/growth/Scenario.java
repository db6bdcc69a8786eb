package dev.srlstream.benchmarks.growth;

/**
 * What is simulated.
 *
 * @param pendingMax sentences of one partition that may be pending
 * @param seed the same one gives the same figures
 */
record Scenario(
        Size size, Load load, Device device, int pendingMax, Machines machines, Costs costs, Period period, long seed) {
    /**
     * What an operator chooses.
     *
     * @param instances each with an engine and a device
     * @param threads stream threads of each
     * @param partitions of the sentences topic
     * @param commitInterval nanoseconds
     */
    record Size(int instances, int threads, int partitions, int brokers, long commitInterval) {}

    /**
     * The sentences.
     *
     * @param rate sentences per second; 0 for a backlog that never ends
     * @param skew 0 where all partitions get as many; else the partition of rank r gets a share of 1 / r^skew
     * @param wordpieces of all rows of a sentence, on the average
     * @param spread of the logarithm of that; 0 where all have as many
     * @param textOnly whether words and verbs must be found
     */
    record Load(double rate, double skew, double wordpieces, double spread, boolean textOnly) {}

    /**
     * Where it runs.
     *
     * @param instanceCores of each instance
     * @param brokerCores of each broker
     * @param replicas of each partition, no more than there are brokers
     * @param shared whether instances and brokers all share the cores of one instance
     */
    record Machines(int instanceCores, int brokerCores, int replicas, boolean shared) {}

    /**
     * Simulated time.
     *
     * @param warmUp nanoseconds that do not count
     * @param counted nanoseconds that do
     */
    record Period(long warmUp, long counted) {
        long end() {
            return warmUp + counted;
        }
    }
}
