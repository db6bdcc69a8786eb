package dev.srlstream.english.training;

import dev.srlstream.english.tagger.Parameters;
import dev.srlstream.english.tagger.Vectors;
import dev.srlstream.english.tagger.WordKnowledge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Trains the tagger. The same sentences give the same bits on any machine: every random number comes from one seed, and gradients
 * are added up in two fixed halves, whatever the number of cores.
 */
public final class TaggerTraining {
    private static final long SEED = 17;
    private static final int UNITS = 96;
    private static final int WORDS_PER_STEP = 600;
    private static final float RATE = 2e-3f;

    /** Of the rate, in the end: parameters that still move can be averaged. */
    private static final float LAST_RATE = 0.1f;

    private static final int HALVES = 2;

    private final List<Example> examples;
    private final WordKnowledge knowledge;
    private final int epochs;
    private final Variation variation;
    private final Parameters parameters;
    private final Random random = new Random(SEED);

    /** @param epochs how often each sentence is seen */
    public TaggerTraining(List<TreebankSentence> sentences, WordKnowledge knowledge, int epochs) {
        this.examples = new ArrayList<>(sentences.stream().map(Example::of).toList());
        this.knowledge = knowledge;
        this.epochs = epochs;
        this.variation = new Variation(knowledge.verbs());
        List<String> labels = examples.stream()
                .flatMap(example -> example.labels().stream())
                .distinct()
                .sorted()
                .toList();
        // Vectors of labels are multiplied, too.
        List<String> padded = new ArrayList<>(labels);
        while (padded.size() % Vectors.LANES != 0) {
            padded.add("_" + padded.size());
        }
        this.parameters = Parameters.zero(padded, knowledge.vectors().dimensions() + Parameters.EMBEDDING, UNITS);
        initialize();
    }

    /** Small random numbers, those of Glorot and Bengio 2010 for matrices; a gate forgets nothing at first. */
    private void initialize() {
        fill(parameters.embeddings(), 0.1f);
        fill(parameters.input(), (float) Math.sqrt(6.0 / (parameters.inputs() + 4 * UNITS)));
        fill(parameters.forward(), (float) Math.sqrt(6.0 / (5 * UNITS)));
        fill(parameters.backward(), (float) Math.sqrt(6.0 / (5 * UNITS)));
        fill(parameters.output(), (float)
                Math.sqrt(6.0 / (2 * UNITS + parameters.labels().size())));
        for (int unit = 0; unit < UNITS; unit++) {
            parameters.bias()[0][UNITS + unit] = 1;
            parameters.bias()[0][5 * UNITS + unit] = 1;
        }
    }

    private void fill(float[][] matrix, float largest) {
        for (float[] row : matrix) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (2 * random.nextFloat() - 1) * largest;
            }
        }
    }

    /** @param progress is told of each epoch in a line */
    public Parameters train(Consumer<String> progress) {
        Map<String, Integer> labels = new LinkedHashMap<>();
        parameters.labels().forEach(label -> labels.put(label, labels.size()));
        List<Backpropagation> halves = IntStream.range(0, HALVES)
                .mapToObj(half -> new Backpropagation(parameters, knowledge, labels))
                .toList();
        Adam adam = new Adam(parameters);
        Average average = new Average(parameters);
        for (int epoch = 0; epoch < epochs; epoch++) {
            Collections.shuffle(examples, random);
            double loss = 0;
            long words = 0;
            for (int begin = 0; begin < examples.size(); ) {
                int end = begin;
                int size = 0;
                while (end < examples.size() && size < WORDS_PER_STEP) {
                    size += examples.get(end).words().size();
                    end++;
                }
                float left = 1 - (epoch + (float) begin / examples.size()) / epochs;
                loss += step(halves, examples.subList(begin, end), size, adam, RATE * Math.max(LAST_RATE, left));
                words += size;
                if (epoch >= epochs / 2) {
                    average.add();
                }
                begin = end;
            }
            progress.accept("Epoch %d of %d: loss %.4f a word.".formatted(epoch + 1, epochs, loss / words));
        }
        average.take();
        return parameters;
    }

    private double step(List<Backpropagation> halves, List<Example> batch, int words, Adam adam, float rate) {
        long seed = random.nextLong();
        double[] losses = new double[HALVES];
        IntStream.range(0, HALVES).parallel().forEach(half -> {
            halves.get(half).gradient().forEach(array -> Arrays.fill(array, 0));
            for (int i = half; i < batch.size(); i += HALVES) {
                Random own = new Random(seed + i);
                losses[half] += halves.get(half).add(variation.of(batch.get(i), own), own);
            }
        });
        List<float[]> sum = halves.get(0).gradient();
        List<float[]> other = halves.get(1).gradient();
        for (int row = 0; row < sum.size(); row++) {
            float[] added = sum.get(row);
            float[] half = other.get(row);
            for (int i = 0; i < added.length; i++) {
                added[i] = (added[i] + half[i]) / words;
            }
        }
        adam.step(sum, rate);
        return losses[0] + losses[1];
    }
}
