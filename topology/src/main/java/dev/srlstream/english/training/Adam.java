package dev.srlstream.english.training;

import dev.srlstream.english.tagger.Parameters;
import java.util.List;

/** Steps against the gradient by Adam (Kingma and Ba 2015), after the gradient has been cut to a longest length. */
final class Adam {
    private static final float FIRST_DECAY = 0.9f;
    private static final float SECOND_DECAY = 0.999f;
    private static final float TINY = 1e-8f;
    private static final double LONGEST = 5;

    private final List<float[]> parameters;
    private final List<float[]> means;
    private final List<float[]> squares;
    private int steps;

    Adam(Parameters parameters) {
        this.parameters = parameters.rows();
        this.means = like(parameters);
        this.squares = like(parameters);
    }

    private static List<float[]> like(Parameters parameters) {
        return parameters.rows().stream().map(row -> new float[row.length]).toList();
    }

    void step(List<float[]> gradient, float rate) {
        steps++;
        double squared = 0;
        for (float[] array : gradient) {
            for (float number : array) {
                squared += (double) number * number;
            }
        }
        float cut = (float) Math.min(1, LONGEST / Math.sqrt(squared));
        float first = (float) (1 - StrictMath.pow(FIRST_DECAY, steps));
        float second = (float) (1 - StrictMath.pow(SECOND_DECAY, steps));
        for (int row = 0; row < parameters.size(); row++) {
            float[] values = parameters.get(row);
            float[] slopes = gradient.get(row);
            float[] mean = means.get(row);
            float[] square = squares.get(row);
            for (int i = 0; i < values.length; i++) {
                float slope = slopes[i] * cut;
                mean[i] = FIRST_DECAY * mean[i] + (1 - FIRST_DECAY) * slope;
                square[i] = SECOND_DECAY * square[i] + (1 - SECOND_DECAY) * slope * slope;
                values[i] -= rate * (mean[i] / first) / ((float) Math.sqrt(square[i] / second) + TINY);
            }
        }
    }
}
