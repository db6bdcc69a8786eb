package dev.srlstream.sentence;

import java.util.function.Function;

/** The outcome of a sentence event: its frames, or why it has none. */
public sealed interface Labelling permits Labelled, Rejection {
    /** Does one thing with frames and another with a rejection. */
    default <R> R map(Function<Labelled, R> labelled, Function<Rejection, R> rejected) {
        return this instanceof Rejection rejection ? rejected.apply(rejection) : labelled.apply((Labelled) this);
    }
}
