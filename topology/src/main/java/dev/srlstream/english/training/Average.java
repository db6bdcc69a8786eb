package dev.srlstream.english.training;

import dev.srlstream.english.tagger.Parameters;
import java.util.List;

/** The mean of what the parameters were after late steps, which errs less than any of them (Polyak and Juditsky 1992). */
final class Average {
    /** From here on older steps are forgotten. */
    private static final int LONGEST = 1_000;

    private final List<float[]> parameters;
    private final List<float[]> means;
    private int steps;

    Average(Parameters parameters) {
        this.parameters = parameters.rows();
        this.means = this.parameters.stream().map(float[]::clone).toList();
    }

    /** Takes the parameters into account as they are. */
    void add() {
        steps++;
        float weight = 1f / Math.min(steps, LONGEST);
        for (int row = 0; row < means.size(); row++) {
            float[] mean = means.get(row);
            float[] now = parameters.get(row);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += weight * (now[i] - mean[i]);
            }
        }
    }

    /** Gives the parameters their mean. */
    void take() {
        for (int row = 0; row < means.size(); row++) {
            System.arraycopy(means.get(row), 0, parameters.get(row), 0, means.get(row).length);
        }
    }
}
