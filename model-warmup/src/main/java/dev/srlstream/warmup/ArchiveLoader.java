package dev.srlstream.warmup;

import dev.srlstream.model.ModelUnavailableException;
import dev.srlstream.refusal.CheckpointException;

/** Loads a model, from an archive that is written first where the cache has none. */
@FunctionalInterface
interface ArchiveLoader {
    /**
     * @throws ModelUnavailableException when libtorch refuses the archive or memory runs out
     * @throws WarmUpException when there is no room for the archive
     * @throws CheckpointException when the checkpoint, which has to be read for it, cannot be
     */
    LoadedArchive load(Arithmetic arithmetic) throws ModelUnavailableException, WarmUpException, CheckpointException;
}
