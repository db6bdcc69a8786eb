package dev.srlstream.compare;

/**
 * Something besides the weights in which two checkpoints differ.
 *
 * @param what a noun
 * @param model what the first one has
 * @param against what the other one has
 */
public record Aspect(String what, String model, String against) {}
