package dev.srlstream.sentence;

/** What became of an event that was read: a sentence that can be labelled, or why it cannot. */
public sealed interface Reading permits Sentence, Rejection {}
