package dev.srlstream.english.tagger;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What words give to the gates of both directions. It does not depend on their neighbours and takes longer than all the rest, so it is
 * remembered. Safe from any thread.
 */
final class WordInputs {
    /** With the tagger's 96 units 3 kB each. */
    private static final int MOST_KNOWN = 16_384;

    /** Of the heap, for what is remembered. */
    private static final int HEAP_SHARE = 32;

    private static final int GENERATIONS = 2;

    private static final int LONGEST_KNOWN = 24;

    private final Parameters parameters;
    private final WordKnowledge knowledge;
    private final int mostRecent;
    private volatile Generations known = new Generations(new ConcurrentHashMap<>(), Map.of());

    /** The older one is forgotten when the recent one is full, except words that were met again: common ones stay. */
    private record Generations(Map<String, float[]> recent, Map<String, float[]> older) {}

    /** @param knowledge what the parameters were trained with */
    WordInputs(Parameters parameters, WordKnowledge knowledge) {
        this(parameters, knowledge, fitting(parameters) / GENERATIONS);
    }

    /** @param mostRecent words of a generation */
    WordInputs(Parameters parameters, WordKnowledge knowledge, int mostRecent) {
        this.parameters = parameters;
        this.knowledge = knowledge;
        this.mostRecent = mostRecent;
    }

    private static int fitting(Parameters parameters) {
        long size = (long) parameters.bias()[0].length * Float.BYTES;
        return (int) Math.min(MOST_KNOWN, Runtime.getRuntime().maxMemory() / HEAP_SHARE / size);
    }

    /**
     * Bias included, 8 units. Not to be changed.
     *
     * @param first whether it is the first word of its sentence
     */
    float[] of(String word, boolean first) {
        if (word.length() > LONGEST_KNOWN) {
            return computed(word, first);
        }
        String key = first ? " " + word : word;
        Generations generations = known;
        float[] input = generations.recent.get(key);
        if (input == null) {
            float[] older = generations.older.get(key);
            input = older == null ? computed(word, first) : older;
            remember(generations, key, input);
        }
        return input;
    }

    private void remember(Generations generations, String key, float[] input) {
        generations.recent.put(key, input);
        if (generations.recent.size() >= mostRecent) {
            known = new Generations(new ConcurrentHashMap<>(), generations.recent);
        }
    }

    /** Words that are remembered, those of both generations twice. */
    int size() {
        return known.recent.size() + known.older.size();
    }

    private float[] computed(String word, boolean first) {
        int dimensions = knowledge.vectors().dimensions();
        float[] vector = new float[parameters.inputs()];
        boolean frequent = knowledge.vectors().copy(word, vector);
        for (int row : WordFeatures.of(word, first, Parameters.ROWS, knowledge.verbs())) {
            Tagger.addEmbedding(parameters, row, vector);
        }
        if (frequent) {
            return Tagger.input(parameters, vector);
        }
        // What is zero adds nothing.
        float[] input = parameters.bias()[0].clone();
        Vectors.addProduct(
                input, Arrays.copyOfRange(vector, dimensions, vector.length), parameters.input(), dimensions);
        return input;
    }
}
