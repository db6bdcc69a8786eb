package dev.srlstream.english.tagger;

import java.util.List;

/**
 * Gives words of a sentence parts of speech, by one recurrent layer in both directions over vectors of the words (as Graves and
 * Schmidhuber 2005). Safe from any thread.
 */
public final class Tagger {
    private final Parameters parameters;
    private final WordInputs inputs;
    private final Direction forward;
    private final Direction backward;

    /** @param knowledge what the parameters were trained with */
    public Tagger(Parameters parameters, WordKnowledge knowledge) {
        this.parameters = parameters;
        this.inputs = new WordInputs(parameters, knowledge);
        this.forward = new Direction(parameters, false);
        this.backward = new Direction(parameters, true);
    }

    public List<String> labels() {
        return parameters.labels();
    }

    /** @return probabilities of labels, words x labels */
    public float[][] tag(List<String> words) {
        float[][] given = new float[words.size()][];
        float[][] scores = new float[given.length][];
        for (int i = 0; i < given.length; i++) {
            given[i] = inputs.of(words.get(i), i == 0);
            scores[i] = parameters.outputBias()[0].clone();
        }
        forward.addScores(given, scores);
        backward.addScores(given, scores);
        for (float[] ofLabels : scores) {
            softmax(ofLabels);
        }
        return scores;
    }

    /** Adds a row of the table of embeddings to the end of a word's vector. */
    public static void addEmbedding(Parameters parameters, int row, float[] vector) {
        int begin = parameters.inputs() - Parameters.EMBEDDING;
        float[] embedding = parameters.embeddings()[row];
        for (int i = 0; i < embedding.length; i++) {
            vector[begin + i] += embedding[i];
        }
    }

    /** What a word's vector gives to the gates of both directions. */
    public static float[] input(Parameters parameters, float[] vector) {
        float[] input = parameters.bias()[0].clone();
        Vectors.addProduct(input, vector, parameters.input(), 0);
        return input;
    }

    /** A probability for each label, from what both directions say of a word. */
    public static float[] probabilities(Parameters parameters, float[] ahead, float[] behind) {
        float[] scores = parameters.outputBias()[0].clone();
        Vectors.addProduct(scores, ahead, parameters.output(), 0);
        Vectors.addProduct(scores, behind, parameters.output(), ahead.length);
        softmax(scores);
        return scores;
    }

    /** In place: probabilities from scores. */
    private static void softmax(float[] scores) {
        float largest = scores[0];
        for (float score : scores) {
            largest = Math.max(largest, score);
        }
        float sum = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Activation.exp(scores[i] - largest);
            sum += scores[i];
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] /= sum;
        }
    }
}
