package dev.srlstream.inference;

import dev.srlstream.model.WordpieceRow;

/** One predicate of a job, to be run through the model. Equal to itself only. */
final class Row {
    private final Job job;
    private final int index;
    private final WordpieceRow wordpieces;

    /** @param index place among the job's predicates */
    Row(Job job, int index, WordpieceRow wordpieces) {
        this.job = job;
        this.index = index;
        this.wordpieces = wordpieces;
    }

    Job job() {
        return job;
    }

    int index() {
        return index;
    }

    WordpieceRow wordpieces() {
        return wordpieces;
    }

    /** In wordpieces. */
    int length() {
        return wordpieces.ids().length;
    }

    /** Index of the predicate in the sentence's tokens. */
    int predicate() {
        return job.sentence().predicates().get(index);
    }
}
