package dev.srlstream.stream.clients;

import dev.srlstream.config.Settings;
import dev.srlstream.config.Sizing;
import dev.srlstream.stream.outcomes.StreamListener;
import dev.srlstream.stream.outcomes.UncommittedOutcomes;
import dev.srlstream.stream.pending.PendingTally;
import dev.srlstream.stream.pending.RefusedOutcomes;

/**
 * What the tasks of one instance have in common; safe from any thread.
 *
 * @param pendingMax sentences of one partition that may wait for the model
 */
public record SharedState(
        int pendingMax,
        PendingTally tally,
        Pace pace,
        HeldOffsets held,
        FullPartitions full,
        PollTimes polls,
        UnknownSchemas unknown,
        RefusedOutcomes refused,
        ThreadSerdes serdes,
        UncommittedOutcomes outcomes,
        StreamListener listener) {
    /** With nobody to hear. */
    public static SharedState of(Settings settings, Sizing sizing) {
        return of(settings, sizing, StreamListener.SILENT);
    }

    public static SharedState of(Settings settings, Sizing sizing, StreamListener listener) {
        return new SharedState(
                sizing.pendingMax(),
                new PendingTally(settings.pendingMaxBytes()),
                new Pace(settings.commitInterval(), System::nanoTime),
                new HeldOffsets(),
                new FullPartitions(),
                new PollTimes(),
                new UnknownSchemas(settings.schemaWait(), System::nanoTime),
                new RefusedOutcomes(settings.framesTopic(), settings.rejectionsTopic()),
                new ThreadSerdes(settings),
                new UncommittedOutcomes(listener),
                listener);
    }
}
