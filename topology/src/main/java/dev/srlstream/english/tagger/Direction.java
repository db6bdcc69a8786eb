package dev.srlstream.english.tagger;

/**
 * One direction of the recurrent layer as a tagger runs it: as {@link Lstm}, to the bit, with nothing kept for training. What a unit's output
 * gives to the scores of labels stands behind what it gives to the gates, in the same row, so that one pass over the weights does both; a
 * product of its own with as few columns as there are labels takes a third of the layer's time. Safe from any thread.
 */
final class Direction {
    private final int units;
    private final boolean backwards;

    /** Where a word's numbers for this direction begin. */
    private final int offset;

    /** Units x (4 units + labels). */
    private final float[][] weights;

    /** Both directions' units x labels. */
    private final float[][] output;

    /** Of the output matrix, that of this direction's first unit. */
    private final int firstRow;

    Direction(Parameters parameters, boolean backwards) {
        this.units = parameters.units();
        this.backwards = backwards;
        this.offset = backwards ? 4 * units : 0;
        this.firstRow = backwards ? units : 0;
        this.output = parameters.output();
        float[][] recurrent = backwards ? parameters.backward() : parameters.forward();
        this.weights = new float[units][4 * units + parameters.labels().size()];
        for (int unit = 0; unit < units; unit++) {
            float[] ofLabels = output[firstRow + unit];
            System.arraycopy(recurrent[unit], 0, weights[unit], 0, 4 * units);
            System.arraycopy(ofLabels, 0, weights[unit], 4 * units, ofLabels.length);
        }
    }

    /**
     * Adds what this direction says of words to the scores of their labels.
     *
     * @param inputs what words give to the gates, bias included: words x 8 units
     * @param scores words x labels
     */
    void addScores(float[][] inputs, float[][] scores) {
        int gates = 4 * units;
        int labels = weights[0].length - gates;
        MemoryCells cells = new MemoryCells(units);
        float[] sums = new float[gates + labels];
        for (int step = 0; step < inputs.length; step++) {
            System.arraycopy(inputs[word(step, inputs.length)], offset, sums, 0, gates);
            if (step > 0) {
                float[] before = scores[word(step - 1, inputs.length)];
                System.arraycopy(before, 0, sums, gates, labels);
                Vectors.addProduct(sums, cells.hidden(), weights, 0);
                System.arraycopy(sums, gates, before, 0, labels);
            }
            cells.advance(sums);
        }
        if (inputs.length > 0) {
            Vectors.addProduct(scores[word(inputs.length - 1, inputs.length)], cells.hidden(), output, firstRow);
        }
    }

    private int word(int step, int words) {
        return backwards ? words - 1 - step : step;
    }
}
