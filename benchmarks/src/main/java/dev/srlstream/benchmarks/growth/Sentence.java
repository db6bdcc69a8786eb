package dev.srlstream.benchmarks.growth;

/** A sentence on its way. Owned by the task that read it. */
final class Sentence {
    private final long due;
    private final int wordpieces;
    private boolean labelled;

    /**
     * @param due nanoseconds at which it was to be published
     * @param wordpieces of all its rows
     */
    Sentence(long due, int wordpieces) {
        this.due = due;
        this.wordpieces = wordpieces;
    }

    long due() {
        return due;
    }

    int wordpieces() {
        return wordpieces;
    }

    boolean isLabelled() {
        return labelled;
    }

    void label() {
        labelled = true;
    }
}
