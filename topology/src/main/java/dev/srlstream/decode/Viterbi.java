package dev.srlstream.decode;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The best tag sequence under the BIO constraint, with scores in float32: by {@link Decoding#ALLENNLP} bit for bit what {@code viterbi_decode} of
 * AllenNLP 2.10 ({@code nn/util.py}) finds for {@code SrlBert}. Immutable; safe from any thread.
 */
final class Viterbi {
    private static final int NONE = -1;

    private final Decoding decoding;

    private final int labels;

    /** Labels other than I-X, ascending: any label may come before them. */
    private final int[] free;

    /** Labels I-X, ascending. */
    private final int[] inside;

    /** Per I-X the B-X that it may follow besides itself; NONE where there is no such label. */
    private final int[] beginning;

    /** Per label its place in {@code inside}; NONE for a free one. */
    private final int[] places;

    /**
     * @param labels tags by label index
     * @throws IllegalArgumentException when a label occurs twice or there is none
     */
    Viterbi(List<String> labels, Decoding decoding) {
        this.decoding = decoding;
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
        this.labels = labels.size();
        free = matching(labels, label -> !label.startsWith("I"));
        inside = matching(labels, label -> label.startsWith("I"));
        beginning = Arrays.stream(inside)
                .map(label -> indices.getOrDefault("B" + labels.get(label).substring(1), NONE))
                .toArray();
        places = IntStream.range(0, labels.size())
                .map(label -> Math.max(NONE, Arrays.binarySearch(inside, label)))
                .toArray();
    }

    private static int[] matching(List<String> labels, Predicate<String> condition) {
        return IntStream.range(0, labels.size())
                .filter(label -> condition.test(labels.get(label)))
                .toArray();
    }

    /**
     * Takes O(labels) for each position. What precedes a free label is the best label before it, whichever free one it is, so that
     * its score is one addition, made again where it is asked for; only the scores of insides are kept.
     *
     * @param probabilities row-major {@code [length, labels]}, finite
     * @return label index per position
     */
    int[] decode(float[] probabilities, int length) {
        int[] path = new int[length];
        boolean[] begun = new boolean[length * inside.length];
        float[] gains = decoding.scores(probabilities);
        // An I-X cannot come first: it stays so far behind that it is never chosen.
        float[] scores = new float[inside.length];
        Arrays.fill(scores, decoding.insideStart());
        float before = 0f;
        float base = decoding.start();
        for (int position = 0; position < length; position++) {
            int row = position * labels;
            int best = NONE;
            float highest = Float.NEGATIVE_INFINITY;
            for (int label : free) {
                float score = gains[row + label] + base;
                if (score > highest) {
                    highest = score;
                    best = label;
                }
            }
            for (int i = 0; i < inside.length; i++) {
                float score = scores[i];
                if (position > 0 && beginning[i] != NONE) {
                    float begin = gains[row - labels + beginning[i]] + before;
                    // The lowest label wins a tie.
                    if (begin > score || (begin == score && beginning[i] < inside[i])) {
                        score = begin;
                        begun[position * inside.length + i] = true;
                    }
                }
                score = gains[row + inside[i]] + score;
                scores[i] = score;
                if (score > highest || (score == highest && inside[i] < best)) {
                    highest = score;
                    best = inside[i];
                }
            }
            path[position] = best;
            before = base;
            base = highest;
        }
        for (int position = length - 1; position > 0; position--) {
            int place = places[path[position]];
            if (place != NONE) {
                path[position - 1] = begun[position * inside.length + place] ? beginning[place] : path[position];
            }
        }
        return path;
    }
}
