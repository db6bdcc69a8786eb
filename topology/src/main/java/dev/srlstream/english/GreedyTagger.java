package dev.srlstream.english;

import opennlp.tools.ml.model.MaxentModel;
import opennlp.tools.postag.POSContextGenerator;
import opennlp.tools.postag.POSModel;
import opennlp.tools.postag.POSTaggerME;

/**
 * Tags words exactly as {@link POSTaggerME} does with the same model, in a fraction of the time.
 *
 * <p>OpenNLP searches with a beam, and asks the model about a word once for each hypothesis. But the model has the features of a
 * word kept for all of them ({@code cache="true"} in its description), with the previous tags of the best hypothesis, which comes
 * first. So all get the same answer, the best hypothesis goes on with the best tag, and the beam finds what a greedy search
 * finds, unless two scores are equal. Where they are, the order in OpenNLP's queue decides, so the sentence is left to it. Scores
 * are added up here in the same order, to see every tie that rounding makes.
 *
 * <p>Owned by one thread.
 */
final class GreedyTagger {
    /** Where the model's package keeps the classifier. */
    private static final String CLASSIFIER = "pos.model";

    private final MaxentModel model;
    private final POSContextGenerator features;
    private final POSTaggerME beam;
    private final double[] probabilities;

    /** @throws IllegalArgumentException when the model restricts words to the tags of a dictionary, of which nothing is known here */
    GreedyTagger(POSModel tagger) {
        if (tagger.getFactory().getTagDictionary() != null) {
            throw new IllegalArgumentException("The tagger's model has a dictionary of tags.");
        }
        model = tagger.getArtifact(CLASSIFIER);
        features = tagger.getFactory().getPOSContextGenerator();
        beam = new POSTaggerME(tagger);
        probabilities = new double[model.getNumOutcomes()];
    }

    /** @return a tag per word */
    String[] tag(String[] words) {
        String[] tags = new String[words.length];
        double score = 0;
        double second = Double.NEGATIVE_INFINITY;
        for (int word = 0; word < words.length; word++) {
            model.eval(features.getContext(word, words, tags, null), probabilities);
            int best = 0;
            double rival = 0;
            for (int tag = 1; tag < probabilities.length; tag++) {
                if (probabilities[tag] > probabilities[best]) {
                    rival = probabilities[best];
                    best = tag;
                } else {
                    rival = Math.max(rival, probabilities[tag]);
                }
            }
            double gain = StrictMath.log(probabilities[best]);
            second = Math.max(score + StrictMath.log(rival), second + gain);
            score += gain;
            if (second >= score) {
                return beam.tag(words);
            }
            tags[word] = model.getOutcome(best);
        }
        return tags;
    }
}
