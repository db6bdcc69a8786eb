package dev.srlstream.inference;

import dev.srlstream.sentence.Rejection.Stage;

/** Hears what an engine does; called on its threads and on those that submit, so it must be quick, safe from any thread, and throw nothing. */
public interface EngineListener {
    /** Hears nothing. */
    EngineListener SILENT = new EngineListener() {};

    /**
     * A sentence has passed one of the stages that are the engine's: encode, or infer, which is from its submission to its outcome.
     *
     * @param nanoseconds that it took
     */
    default void passed(Stage stage, long nanoseconds) {}

    /**
     * A forward pass has ended, well or not.
     *
     * @param wordpieces of all its rows together
     */
    default void computed(int rows, int wordpieces, long nanoseconds) {}

    /** A batch has failed; its halves are tried next. */
    default void split() {}
}
