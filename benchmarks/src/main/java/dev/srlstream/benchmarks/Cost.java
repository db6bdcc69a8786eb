package dev.srlstream.benchmarks;

/**
 * What a piece of work took.
 *
 * @param cpu seconds of the threads that its meter counts
 * @param wall seconds on the clock
 */
record Cost(double cpu, double wall) {
    static final Cost NONE = new Cost(0, 0);

    Cost plus(Cost other) {
        return new Cost(cpu + other.cpu, wall + other.wall);
    }
}
