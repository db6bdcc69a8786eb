package dev.srlstream.stream.clients;

import dev.srlstream.config.Settings;
import dev.srlstream.config.Sizing;
import dev.srlstream.stream.pending.PendingBytes;
import dev.srlstream.stream.pending.RefusedOutcomes;

/**
 * What the tasks of one instance have in common; safe from any thread.
 *
 * @param pendingMax sentences of one partition that may wait for the model
 */
public record SharedState(
        int pendingMax,
        PendingBytes pendingBytes,
        Pace pace,
        HeldOffsets held,
        FullPartitions full,
        UnknownSchemas unknown,
        RefusedOutcomes refused,
        ThreadSerdes serdes) {
    public static SharedState of(Settings settings, Sizing sizing) {
        return new SharedState(
                sizing.pendingMax(),
                new PendingBytes(settings.pendingMaxBytes()),
                new Pace(settings.commitInterval(), System::nanoTime),
                new HeldOffsets(),
                new FullPartitions(),
                new UnknownSchemas(settings.schemaWait(), System::nanoTime),
                new RefusedOutcomes(settings.framesTopic(), settings.rejectionsTopic()),
                new ThreadSerdes(settings));
    }
}
