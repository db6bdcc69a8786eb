package dev.srlstream.warmup;

import dev.srlstream.model.SrlModel;
import java.nio.file.Path;

/**
 * A model that has been loaded, and from what.
 *
 * @param arithmetic of the archive
 * @param archive file of the cache
 * @param cached whether an earlier start had written it
 * @param model the caller closes it
 */
record LoadedArchive(Arithmetic arithmetic, Path archive, boolean cached, SrlModel model) {
    LoadedArchive with(String remark) {
        return new LoadedArchive(arithmetic.with(remark), archive, cached, model);
    }

    /** This one, of which an earlier load of the same start tells whether the start found it written. */
    LoadedArchive cachedAs(LoadedArchive earlier) {
        return new LoadedArchive(arithmetic, archive, earlier.cached(), model);
    }
}
