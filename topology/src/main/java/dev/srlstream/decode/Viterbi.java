package dev.srlstream.decode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The best tag sequence under the BIO constraint: bit for bit what {@code viterbi_decode} of AllenNLP 2.10 ({@code nn/util.py})
 * finds for {@code SrlBert}. Immutable; safe from any thread.
 *
 * <p>It adds probabilities, not their logarithms, in float32, on top of the 100,000 that AllenNLP gives the start tag. At
 * that size a float32 moves in steps of 1/128, so probabilities are rounded to that, and ties are common; the lowest
 * label wins them. Both are part of the result and must not be improved.
 */
final class Viterbi {
    private static final float START_SCORE = 100_000f;
    private static final int ANY = -2;
    private static final int NONE = -1;

    /** Per label the B-X that an I-X may follow besides itself; NONE where there is no such label, ANY for others than I-X. */
    private final int[] beginning;

    /**
     * @param labels tags by label index
     * @throws IllegalArgumentException when a label occurs twice or there is none
     */
    Viterbi(List<String> labels) {
        Map<String, Integer> indices = new HashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            if (indices.put(labels.get(i), i) != null) {
                throw new IllegalArgumentException(
                        "Label " + labels.get(i) + " occurs twice; a label set has each once.");
            }
        }
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("There are no labels to choose from.");
        }
        beginning = new int[labels.size()];
        for (int i = 0; i < beginning.length; i++) {
            String label = labels.get(i);
            beginning[i] = label.startsWith("I") ? indices.getOrDefault("B" + label.substring(1), NONE) : ANY;
        }
    }

    /**
     * @param probabilities row-major {@code [length, labels]}, finite
     * @return label index per position
     */
    int[] decode(float[] probabilities, int length) {
        int labels = beginning.length;
        float[] scores = new float[labels];
        float[] next = new float[labels];
        int[][] previous = new int[length][labels];
        for (int label = 0; label < labels; label++) {
            // An I-X cannot come first: it stays 100,000 behind and is never chosen.
            scores[label] = probabilities[label] + (beginning[label] == ANY ? START_SCORE : 0f);
        }
        for (int position = 1; position < length; position++) {
            int best = highest(scores);
            for (int label = 0; label < labels; label++) {
                int from = beginning[label] == ANY ? best : predecessor(label, scores);
                previous[position][label] = from;
                next[label] = probabilities[position * labels + label] + scores[from];
            }
            float[] done = scores;
            scores = next;
            next = done;
        }
        int[] path = new int[length];
        path[length - 1] = highest(scores);
        for (int position = length - 1; position > 0; position--) {
            path[position - 1] = previous[position][path[position]];
        }
        return path;
    }

    private int predecessor(int inside, float[] scores) {
        int begin = beginning[inside];
        if (begin == NONE) {
            return inside;
        }
        int lower = Math.min(begin, inside);
        int higher = Math.max(begin, inside);
        return scores[higher] > scores[lower] ? higher : lower;
    }

    /** @return the lowest of the labels with the highest score */
    private static int highest(float[] scores) {
        int highest = 0;
        for (int label = 1; label < scores.length; label++) {
            if (scores[label] > scores[highest]) {
                highest = label;
            }
        }
        return highest;
    }
}
