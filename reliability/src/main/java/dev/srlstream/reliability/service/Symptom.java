package dev.srlstream.reliability.service;

/** What a device can be told to do, until it is told otherwise. */
public enum Symptom {
    /** Computes as the model does. */
    NONE,
    /** Takes seconds for every batch. */
    SLOW,
    /** Fails in the middle of a batch, in a way that is no single sentence's fault. */
    CRASH,
    /** Never returns from a batch. */
    HANG
}
