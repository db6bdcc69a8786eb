package dev.srlstream.benchmarks.model;

/** Something that is measured in turns with others. */
interface Work {
    /**
     * Takes a turn.
     *
     * @param seconds how long at least
     */
    Turn turn(double seconds) throws Exception;
}
