package dev.srlstream.stream.outcomes;

import dev.srlstream.sentence.Rejection.Stage;
import java.util.List;

/** Hears what the stream does; called on its threads, so it must be quick, safe from any thread, and throw nothing. */
public interface StreamListener {
    /** Hears nothing. */
    StreamListener SILENT = new StreamListener() {};

    /** A record has passed one of the stages that are the stream's: decode, validate or write. */
    default void passed(Stage stage, long nanoseconds) {}

    /** A task has taken up sentences that an earlier owner left pending. */
    default void restored(int sentences) {}

    /** A transaction was committed; from now on readers see these outcomes, in this order. */
    default void committed(List<SentenceOutcome> outcomes) {}

    /** The stream consumes for the first time, or again after its partitions were handed out anew. */
    default void running() {}

    /** A fault has stopped the stream for good. */
    default void failed(Throwable fault) {}
}
