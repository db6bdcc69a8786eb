package dev.srlstream.english.tagger;

import org.jspecify.annotations.Nullable;

/**
 * One direction of a recurrent layer of long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gates of Gers et al.
 * 2000). The four gates of a unit lie apart: first the input gates of all units, then the forget gates, the output gates, the candidates.
 */
public final class Lstm {
    private final int units;
    private final float[][] recurrent;
    private final boolean backwards;

    /**
     * @param recurrent weights from the units' last output to the gates, units x 4 units
     * @param backwards whether it goes from the last word to the first
     */
    public Lstm(int units, float[][] recurrent, boolean backwards) {
        this.units = units;
        this.recurrent = recurrent;
        this.backwards = backwards;
    }

    /** What a run leaves for the layer behind it and for training. */
    public static final class State {
        /** After their functions, words x 4 units. */
        final float[][] gates;

        final float[][] cells;
        final float[][] hidden;

        State(int words, int units) {
            gates = new float[words][4 * units];
            cells = new float[words][units];
            hidden = new float[words][units];
        }

        /** Words x units. */
        public float[][] hidden() {
            return hidden;
        }
    }

    /**
     * @param inputs what words give to the gates, bias included
     * @param offset where a word's numbers for this direction begin
     */
    public State run(float[][] inputs, int offset) {
        int words = inputs.length;
        State state = new State(words, units);
        for (int step = 0; step < words; step++) {
            int word = word(step, words);
            float[] z = state.gates[word];
            System.arraycopy(inputs[word], offset, z, 0, z.length);
            if (step > 0) {
                Vectors.addProduct(z, state.hidden[word(step - 1, words)], recurrent, 0);
            }
            float[] before = step > 0 ? state.cells[word(step - 1, words)] : null;
            advance(z, before, state.cells[word], state.hidden[word]);
        }
        return state;
    }

    private void advance(float[] z, float @Nullable [] before, float[] cells, float[] hidden) {
        Activation.sigmoid(z, 0, 3 * units);
        Activation.tanh(z, 3 * units, 4 * units);
        for (int unit = 0; unit < units; unit++) {
            cells[unit] = z[unit] * z[3 * units + unit];
        }
        if (before != null) {
            for (int unit = 0; unit < units; unit++) {
                cells[unit] += z[units + unit] * before[unit];
            }
        }
        for (int unit = 0; unit < units; unit++) {
            hidden[unit] = z[2 * units + unit] * Activation.tanh(cells[unit]);
        }
    }

    /**
     * Back-propagation through time.
     *
     * @param lossByHidden derivative of the loss by what {@link State#hidden} holds; overwritten
     * @param recurrentGradient is added to
     * @return derivative of the loss by the inputs, words x 4 units
     */
    public float[][] back(State state, float[][] lossByHidden, float[][] recurrentGradient) {
        int words = lossByHidden.length;
        float[][] lossByInputs = new float[words][4 * units];
        float[] lossByCells = new float[units];
        for (int step = words - 1; step >= 0; step--) {
            int word = word(step, words);
            float[] before = step > 0 ? state.cells[word(step - 1, words)] : null;
            float[] dz = lossByInputs[word];
            gateGradients(state, word, before, lossByHidden[word], lossByCells, dz);
            if (step > 0) {
                float[] last = state.hidden[word(step - 1, words)];
                float[] lossByLast = lossByHidden[word(step - 1, words)];
                for (int unit = 0; unit < units; unit++) {
                    Vectors.addScaled(recurrentGradient[unit], last[unit], dz);
                    lossByLast[unit] += Vectors.dot(recurrent[unit], dz);
                }
            }
        }
        return lossByInputs;
    }

    private void gateGradients(
            State state, int word, float @Nullable [] before, float[] lossByHidden, float[] lossByCells, float[] dz) {
        float[] gates = state.gates[word];
        for (int unit = 0; unit < units; unit++) {
            float input = gates[unit];
            float forget = gates[units + unit];
            float output = gates[2 * units + unit];
            float candidate = gates[3 * units + unit];
            float squashed = Activation.tanh(state.cells[word][unit]);
            float byCell = lossByCells[unit] + lossByHidden[unit] * output * (1 - squashed * squashed);
            dz[unit] = byCell * candidate * input * (1 - input);
            dz[units + unit] = before == null ? 0 : byCell * before[unit] * forget * (1 - forget);
            dz[2 * units + unit] = lossByHidden[unit] * squashed * output * (1 - output);
            dz[3 * units + unit] = byCell * input * (1 - candidate * candidate);
            lossByCells[unit] = byCell * forget;
        }
    }

    private int word(int step, int words) {
        return backwards ? words - 1 - step : step;
    }
}
