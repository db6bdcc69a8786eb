package dev.srlstream.inference;

/**
 * How large batches may be at the moment.
 *
 * @param tokens the most wordpieces of the next batch
 * @param shrinks how often the engine has made it less, because a batch was too much for the device's memory
 * @param growths how often the engine has made it more again
 */
public record BatchSize(int tokens, long shrinks, long growths) {}
