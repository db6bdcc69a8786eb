package dev.srlstream.english.training;

import dev.srlstream.english.tagger.Lstm;
import dev.srlstream.english.tagger.Parameters;
import dev.srlstream.english.tagger.Tagger;
import dev.srlstream.english.tagger.Vectors;
import dev.srlstream.english.tagger.WordFeatures;
import dev.srlstream.english.tagger.WordKnowledge;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Adds up how the loss of sentences changes with each parameter. The loss of a word is the cross entropy of its label, smoothed (Szegedy et
 * al. 2016); numbers of words and of the layer's outputs are dropped at random (Srivastava et al. 2014). Owned by one thread.
 */
final class Backpropagation {
    private static final float DROPPED_INPUTS = 0.25f;
    private static final float DROPPED_OUTPUTS = 0.4f;

    /** A word that is not known itself is known by its beginning, its ending and its vector; so shall frequent ones be now and then. */
    private static final float DROPPED_WORDS = 0.15f;

    private static final float SMOOTHING = 0.05f;

    private final Parameters parameters;
    private final WordKnowledge knowledge;
    private final Map<String, Integer> labels;
    private final Lstm forward;
    private final Lstm backward;
    private final Parameters gradient;

    /** @param labels the place of each */
    Backpropagation(Parameters parameters, WordKnowledge knowledge, Map<String, Integer> labels) {
        this.parameters = parameters;
        this.knowledge = knowledge;
        this.labels = labels;
        this.forward = new Lstm(parameters.units(), parameters.forward(), false);
        this.backward = new Lstm(parameters.units(), parameters.backward(), true);
        this.gradient = Parameters.zero(parameters.labels(), parameters.inputs(), parameters.units());
    }

    /** In the order of {@link Parameters#rows}. */
    List<float[]> gradient() {
        return gradient.rows();
    }

    /** @return the loss, summed over the words */
    double add(Example example, Random random) {
        int words = example.words().size();
        int units = parameters.units();
        int[][] features = new int[words][];
        float[][] shown = new float[words][];
        float[][] masks = new float[words][];
        float[][] inputs = new float[words][];
        for (int i = 0; i < words; i++) {
            String word = example.words().get(i);
            features[i] = WordFeatures.of(word, i == 0, Parameters.ROWS, knowledge.verbs());
            if (random.nextFloat() < DROPPED_WORDS) {
                features[i][0] = 0;
            }
            shown[i] = new float[parameters.inputs()];
            knowledge.vectors().copy(word, shown[i]);
            for (int row : features[i]) {
                if (row > 0) {
                    Tagger.addEmbedding(parameters, row, shown[i]);
                }
            }
            masks[i] = mask(shown[i].length, DROPPED_INPUTS, random);
            multiply(shown[i], masks[i]);
            inputs[i] = Tagger.input(parameters, shown[i]);
        }
        Lstm.State ahead = forward.run(inputs, 0);
        Lstm.State behind = backward.run(inputs, 4 * units);
        float[][] byAhead = new float[words][units];
        float[][] byBehind = new float[words][units];
        double loss = 0;
        for (int i = 0; i < words; i++) {
            float[] aheadMask = mask(units, DROPPED_OUTPUTS, random);
            float[] behindMask = mask(units, DROPPED_OUTPUTS, random);
            float[] aheadShown = ahead.hidden()[i].clone();
            float[] behindShown = behind.hidden()[i].clone();
            multiply(aheadShown, aheadMask);
            multiply(behindShown, behindMask);
            float[] byScores = Tagger.probabilities(parameters, aheadShown, behindShown);
            loss += lossAndSlope(byScores, label(example.labels().get(i)));
            output(aheadShown, 0, byScores, byAhead[i]);
            output(behindShown, units, byScores, byBehind[i]);
            multiply(byAhead[i], aheadMask);
            multiply(byBehind[i], behindMask);
            Vectors.addScaled(gradient.outputBias()[0], 1, byScores);
        }
        float[][] byForward = forward.back(ahead, byAhead, gradient.forward());
        float[][] byBackward = backward.back(behind, byBehind, gradient.backward());
        for (int i = 0; i < words; i++) {
            input(features[i], shown[i], masks[i], joined(byForward[i], byBackward[i]));
        }
        return loss;
    }

    private int label(String name) {
        return Objects.requireNonNull(labels.get(name), name);
    }

    /** Turns probabilities into the slope of the loss by the scores they were made of. */
    private static double lossAndSlope(float[] probabilities, int label) {
        double loss = 0;
        for (int i = 0; i < probabilities.length; i++) {
            float wanted = SMOOTHING / probabilities.length + (i == label ? 1 - SMOOTHING : 0);
            loss -= wanted * StrictMath.log(Math.max(probabilities[i], Float.MIN_NORMAL));
            probabilities[i] -= wanted;
        }
        return loss;
    }

    private void output(float[] shown, int firstRow, float[] byScores, float[] byHidden) {
        for (int unit = 0; unit < shown.length; unit++) {
            Vectors.addScaled(gradient.output()[firstRow + unit], shown[unit], byScores);
            byHidden[unit] = Vectors.dot(parameters.output()[firstRow + unit], byScores);
        }
    }

    /** @param byGates derivative of the loss by what the word gives to the gates of both directions */
    private void input(int[] features, float[] shown, float[] mask, float[] byGates) {
        Vectors.addScaled(gradient.bias()[0], 1, byGates);
        int learned = shown.length - Parameters.EMBEDDING;
        for (int i = 0; i < shown.length; i++) {
            if (shown[i] != 0) {
                Vectors.addScaled(gradient.input()[i], shown[i], byGates);
            }
            if (i >= learned && mask[i] != 0) {
                float slope = mask[i] * Vectors.dot(parameters.input()[i], byGates);
                for (int row : features) {
                    if (row > 0) {
                        gradient.embeddings()[row][i - learned] += slope;
                    }
                }
            }
        }
    }

    private static float[] joined(float[] first, float[] second) {
        float[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static float[] mask(int length, float dropped, Random random) {
        float[] mask = new float[length];
        for (int i = 0; i < length; i++) {
            mask[i] = random.nextFloat() < dropped ? 0 : 1 / (1 - dropped);
        }
        return mask;
    }

    private static void multiply(float[] numbers, float[] factors) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= factors[i];
        }
    }
}
