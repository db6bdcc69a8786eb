package dev.srlstream.benchmarks.model;

/**
 * How much was done. Sentences are not counted: a turn ends anywhere in the mix, so they would have another mean length each time.
 *
 * @param wordpieces that somebody wanted: padding is none
 * @param flop floating-point operations of matrix products
 */
record Amount(double wordpieces, double flop) {
    static final Amount NONE = new Amount(0, 0);

    Amount plus(Amount other) {
        return new Amount(wordpieces + other.wordpieces, flop + other.flop);
    }
}
