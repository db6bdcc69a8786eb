package dev.srlstream.config;

/** What a warm instance does while others of its application serve another checkpoint. */
public enum ModelChange {
    /** It waits until they are gone: each partition changes the model once. */
    HOLD,
    /** It takes its share of the partitions at once: results of both models follow each other until the others are gone. */
    MIX
}
