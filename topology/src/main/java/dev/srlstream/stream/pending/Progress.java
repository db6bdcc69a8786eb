package dev.srlstream.stream.pending;

import dev.srlstream.inference.Submission;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.sentence.Sentence;

/** What is being done about a pending sentence. */
public sealed interface Progress {
    /**
     * It is to be read later, when the registry may have its schema.
     *
     * @param since when it came, in nanoseconds of the clock that waits are measured with
     */
    record Unread(long since) implements Progress {}

    /** It was rejected before it came to the engine, and waits only for its turn. */
    record Refused(Rejection rejection) implements Progress {}

    /** The engine has it. */
    record Submitted(Sentence sentence, Submission submission) implements Progress {}

    default boolean isDone() {
        return this instanceof Refused
                || (this instanceof Submitted submitted
                        && submitted.submission().isDone());
    }
}
