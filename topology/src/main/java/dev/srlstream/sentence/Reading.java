package dev.srlstream.sentence;

/** What became of a sentence event that was read. */
public sealed interface Reading {
    /** The sentence can be labelled. */
    record Accepted(Sentence sentence) implements Reading {}

    /** The event cannot be labelled, and why. */
    record Rejected(Rejection rejection) implements Reading {}
}
