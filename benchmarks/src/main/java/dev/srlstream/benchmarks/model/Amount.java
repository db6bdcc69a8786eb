package dev.srlstream.benchmarks.model;

/**
 * How much was done.
 *
 * @param rows sentences, each with one predicate
 * @param tokens wordpieces that somebody wanted: padding is none
 * @param flop floating-point operations of matrix products
 */
record Amount(double rows, double tokens, double flop) {
    static final Amount NONE = new Amount(0, 0, 0);

    Amount plus(Amount other) {
        return new Amount(rows + other.rows, tokens + other.tokens, flop + other.flop);
    }
}
