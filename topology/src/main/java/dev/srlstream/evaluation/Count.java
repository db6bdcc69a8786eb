package dev.srlstream.evaluation;

/**
 * How often what the model found is right.
 *
 * @param correct found, and right
 * @param excess found, and wrong
 * @param missed not found
 */
public record Count(long correct, long excess, long missed) {
    static final Count NONE = new Count(0, 0, 0);

    /** Of what was found, how much is right, in percent; 0 where nothing was found. */
    public double precision() {
        return percent(correct, correct + excess);
    }

    /** Of what is to be found, how much was, in percent; 0 where nothing is. */
    public double recall() {
        return percent(correct, correct + missed);
    }

    /** The harmonic mean of precision and recall, in percent. */
    public double f1() {
        return percent(2 * correct, 2 * correct + excess + missed);
    }

    Count plus(Count other) {
        return new Count(correct + other.correct, excess + other.excess, missed + other.missed);
    }

    static double percent(long part, long whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }
}
