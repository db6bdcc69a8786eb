package dev.srlstream.stream;

import dev.srlstream.config.Settings;

/** What the tasks of one instance have in common; safe from any thread. */
record SharedState(
        PendingBytes pendingBytes, Pace pace, HeldPositions held, Backpressure backpressure, ThreadSerdes serdes) {
    /** @param backpressure pauses and resumes the streams whose tasks share this */
    static SharedState of(Settings settings, Backpressure backpressure) {
        return new SharedState(
                new PendingBytes(settings.pendingMaxBytes()),
                new Pace(settings.commitInterval(), System::nanoTime),
                new HeldPositions(),
                backpressure,
                new ThreadSerdes(settings));
    }
}
