package dev.srlstream.sentence;

import java.util.Arrays;
import java.util.Objects;
import java.util.PriorityQueue;
import opennlp.tools.ml.BeamSearch;
import opennlp.tools.ml.model.MaxentModel;
import opennlp.tools.postag.POSContextGenerator;
import opennlp.tools.postag.POSModel;
import opennlp.tools.postag.POSTaggerME;
import org.jspecify.annotations.Nullable;

/**
 * Tags words exactly as {@link POSTaggerME} does with the same model, in a fraction of the time. OpenNLP asks the model about a
 * word once for each hypothesis of its beam, although the model has the features of a word kept for all of them
 * ({@code cache="true"} in its description), the previous tags of the first included; so the answers are the same, and here
 * it is asked once. The rest of the search is kept step by step, since the order of additions, and of entries into the
 * queue, decides ties.
 *
 * <p>Owned by one thread.
 */
final class BeamTagger {
    /** What OpenNLP takes for the logarithm of zero. */
    private static final double LEAST_SCORE = -100_000;

    /** Where the model's package keeps the classifier. */
    private static final String CLASSIFIER = "pos.model";

    private final MaxentModel model;
    private final POSContextGenerator features;
    private final int beam;
    private final double[] probabilities;
    private final double[] sorted;

    /** The outcomes of the current word that are worth following, ascending, and the logarithms of their probabilities. */
    private final int[] candidates;

    private final double[] logarithms;

    /** @throws IllegalArgumentException when the model restricts words to tags of a dictionary, which is not done here */
    BeamTagger(POSModel tagger) {
        if (tagger.getFactory().getTagDictionary() != null) {
            throw new IllegalArgumentException("The tagger's model has a dictionary of tags.");
        }
        model = tagger.getArtifact(CLASSIFIER);
        features = tagger.getFactory().getPOSContextGenerator();
        String size = tagger.getManifestProperty(BeamSearch.BEAM_SIZE_PARAMETER);
        beam = size == null ? POSTaggerME.DEFAULT_BEAM_SIZE : Integer.parseInt(size);
        probabilities = new double[model.getNumOutcomes()];
        sorted = new double[probabilities.length];
        candidates = new int[probabilities.length];
        logarithms = new double[probabilities.length];
    }

    /** @return a tag per word */
    String[] tag(String[] words) {
        PriorityQueue<Hypothesis> last = new PriorityQueue<>();
        PriorityQueue<Hypothesis> next = new PriorityQueue<>();
        last.add(new Hypothesis(null, "", 0));
        String[] tags = new String[words.length];
        for (int word = 0; word < words.length; word++) {
            last.element().write(tags, word, 2);
            int found = ask(words, word, tags);
            for (int taken = Math.min(beam, last.size()); taken > 0; taken--) {
                Hypothesis hypothesis = last.remove();
                for (int i = 0; i < found; i++) {
                    double score = hypothesis.score + logarithms[i];
                    if (score > LEAST_SCORE) {
                        next.add(new Hypothesis(hypothesis, model.getOutcome(candidates[i]), score));
                    }
                }
            }
            last.clear();
            PriorityQueue<Hypothesis> done = last;
            last = next;
            next = done;
        }
        last.element().write(tags, words.length, words.length);
        return tags;
    }

    /** @return the number of candidates: more than the beam is wide where probabilities are equal */
    private int ask(String[] words, int word, String[] tags) {
        model.eval(features.getContext(word, words, tags, null), probabilities);
        System.arraycopy(probabilities, 0, sorted, 0, sorted.length);
        Arrays.sort(sorted);
        double least = sorted[Math.max(0, sorted.length - beam)];
        int found = 0;
        for (int outcome = 0; outcome < probabilities.length; outcome++) {
            if (probabilities[outcome] >= least) {
                candidates[found] = outcome;
                logarithms[found] = StrictMath.log(probabilities[outcome]);
                found++;
            }
        }
        return found;
    }

    /** Tags of the words so far, as a chain from the last to the first. */
    private static final class Hypothesis implements Comparable<Hypothesis> {
        private final @Nullable Hypothesis before;
        private final String tag;
        private final double score;

        Hypothesis(@Nullable Hypothesis before, String tag, double score) {
            this.before = before;
            this.tag = tag;
            this.score = score;
        }

        /** Writes its last {@code count} tags, up to the word before {@code end}. */
        void write(String[] tags, int end, int count) {
            Hypothesis hypothesis = this;
            for (int word = end - 1; word >= Math.max(0, end - count); word--) {
                tags[word] = hypothesis.tag;
                hypothesis = Objects.requireNonNull(hypothesis.before);
            }
        }

        @Override
        public int compareTo(Hypothesis other) {
            return Double.compare(other.score, score);
        }
    }
}
