package dev.srlstream.english.tagger;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives words of a sentence parts of speech, by one recurrent layer in both directions over vectors of the words (as Graves and
 * Schmidhuber 2005). What a word gives to the gates does not depend on its neighbours and is most of the work, so it is remembered. Safe
 * from any thread.
 */
public final class Tagger {
    /** Common words are soon back after all have been forgotten. */
    private static final int MOST_KNOWN = 5_000;

    /** Of the heap, for what is remembered. */
    private static final int HEAP_SHARE = 50;

    private static final int LONGEST_KNOWN = 24;

    private final Parameters parameters;
    private final WordKnowledge knowledge;
    private final Lstm forward;
    private final Lstm backward;
    private final Map<String, float[]> known = new ConcurrentHashMap<>();
    private final long mostKnown;

    /** @param knowledge what the parameters were trained with */
    public Tagger(Parameters parameters, WordKnowledge knowledge) {
        this.parameters = parameters;
        this.knowledge = knowledge;
        this.forward = new Lstm(parameters.units(), parameters.forward(), false);
        this.backward = new Lstm(parameters.units(), parameters.backward(), true);
        long size = (long) parameters.bias()[0].length * Float.BYTES;
        this.mostKnown = Math.min(MOST_KNOWN, Runtime.getRuntime().maxMemory() / HEAP_SHARE / size);
    }

    public List<String> labels() {
        return parameters.labels();
    }

    /** @return probabilities of labels, words x labels */
    public float[][] tag(List<String> words) {
        float[][] inputs = new float[words.size()][];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = input(words.get(i), i == 0);
        }
        float[][] ahead = forward.run(inputs, 0).hidden();
        float[][] behind = backward.run(inputs, 4 * parameters.units()).hidden();
        float[][] probabilities = new float[inputs.length][];
        for (int i = 0; i < inputs.length; i++) {
            probabilities[i] = probabilities(parameters, ahead[i], behind[i]);
        }
        return probabilities;
    }

    private float[] input(String word, boolean first) {
        if (word.length() > LONGEST_KNOWN) {
            return computed(word, first);
        }
        String key = first ? " " + word : word;
        float[] input = known.get(key);
        if (input == null) {
            input = computed(word, first);
            if (known.size() >= mostKnown) {
                known.clear();
            }
            known.put(key, input);
        }
        return input;
    }

    private float[] computed(String word, boolean first) {
        float[] vector = new float[parameters.inputs()];
        knowledge.vectors().copy(word, vector);
        for (int row : WordFeatures.of(word, first, Parameters.ROWS, knowledge.verbs())) {
            addEmbedding(parameters, row, vector);
        }
        return input(parameters, vector);
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
        int labels = scores.length;
        Vectors.addProduct(scores, ahead, parameters.output(), 0);
        Vectors.addProduct(scores, behind, parameters.output(), ahead.length);
        float largest = scores[0];
        for (float score : scores) {
            largest = Math.max(largest, score);
        }
        float sum = 0;
        for (int i = 0; i < labels; i++) {
            scores[i] = Activation.exp(scores[i] - largest);
            sum += scores[i];
        }
        for (int i = 0; i < labels; i++) {
            scores[i] /= sum;
        }
        return scores;
    }
}
