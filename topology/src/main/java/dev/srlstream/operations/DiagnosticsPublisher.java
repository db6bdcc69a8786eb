package dev.srlstream.operations;

import dev.srlstream.config.Settings;

/** Writes to the diagnostics topic. Also what `srl audit --publish` uses. */
public final class DiagnosticsPublisher implements AutoCloseable {
    public DiagnosticsPublisher(Settings settings) {}

    /** @param body a CheckpointAudit, WarmUpReport or EngineFailure */
    public void publish(String checkpointSha256, Object body) {}

    @Override
    public void close() {}
}
