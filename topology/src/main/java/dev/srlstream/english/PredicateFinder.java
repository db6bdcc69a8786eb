package dev.srlstream.english;

import java.util.List;

/**
 * Finds the predicates of an English sentence as AllenNLP's predictor does: words whose universal part of speech is VERB or AUX. Safe
 * from any thread.
 */
interface PredicateFinder {
    /** @return indices of the predicates, ascending */
    List<Integer> find(List<String> words);
}
