package dev.srlstream.stream;

import dev.srlstream.inference.Submission;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.sentence.Sentence;

/** What is being done about a pending sentence. */
sealed interface Progress {
    /**
     * It is to be read later, when the registry may have its schema.
     *
     * @param since when it came, as {@link UnknownSchemas#now}
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
