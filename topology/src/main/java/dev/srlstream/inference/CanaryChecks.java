package dev.srlstream.inference;

/**
 * How often a known sentence has been through the device since the start of an engine.
 *
 * @param passed how often its labels were those of the start
 * @param repeated how often they were others in a batch, but not alone; the rows of such a batch are computed again
 */
public record CanaryChecks(long passed, long repeated) {}
