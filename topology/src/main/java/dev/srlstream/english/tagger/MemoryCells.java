package dev.srlstream.english.tagger;

/** What the units of a direction hold from one word to the next. Gates have arrays of their own, as {@link Vectors} says. Owned by one thread. */
final class MemoryCells {
    private final int units;
    private final float[] input;
    private final float[] forget;
    private final float[] output;
    private final float[] candidates;
    private final float[] cells;
    private final float[] hidden;

    MemoryCells(int units) {
        this.units = units;
        this.input = new float[units];
        this.forget = new float[units];
        this.output = new float[units];
        this.candidates = new float[units];
        this.cells = new float[units];
        this.hidden = new float[units];
    }

    /** The units' last output. */
    float[] hidden() {
        return hidden;
    }

    /** @param sums of the gates, in the order of {@link Lstm}; overwritten */
    void advance(float[] sums) {
        Activation.sigmoid(sums, 0, 3 * units);
        Activation.tanh(sums, 3 * units, 4 * units);
        System.arraycopy(sums, 0, input, 0, units);
        System.arraycopy(sums, units, forget, 0, units);
        System.arraycopy(sums, 2 * units, output, 0, units);
        System.arraycopy(sums, 3 * units, candidates, 0, units);
        update(cells, input, candidates, forget);
        emit(hidden, output, cells);
    }

    private static void update(float[] cells, float[] input, float[] candidates, float[] forget) {
        for (int unit = 0; unit < cells.length; unit++) {
            cells[unit] = input[unit] * candidates[unit] + forget[unit] * cells[unit];
        }
    }

    private static void emit(float[] hidden, float[] output, float[] cells) {
        for (int unit = 0; unit < hidden.length; unit++) {
            hidden[unit] = output[unit] * Activation.tanh(cells[unit]);
        }
    }
}
