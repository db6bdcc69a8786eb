package dev.srlstream.warmup;

import dev.srlstream.archive.ScratchDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where archives are cached by default, and the only place where anything else is written. */
public final class CacheDirectories {
    /** The cure where there is no room, to follow "make room, or". */
    static final String ELSEWHERE =
            "set model.cache.dir (SRL_MODEL_CACHE_DIR) to a folder that has it and that the process may write to.";

    private CacheDirectories() {}

    /** The plan's directory alone; without one, a folder beside the checkpoint, then one under the user's home. */
    static List<Path> of(WarmUpPlan plan) {
        if (plan.cacheDirectory() != null) {
            return List.of(plan.cacheDirectory().toAbsolutePath());
        }
        return List.of(
                plan.checkpoint().model().toAbsolutePath().normalize().resolveSibling(".srl-cache"),
                Path.of(System.getProperty("user.home"), ".cache", "srl-stream"));
    }

    /**
     * A place for the plan's weights while its checkpoint is open.
     *
     * @throws WarmUpException when no directory has room for them
     */
    public static ScratchDirectory scratch(WarmUpPlan plan) throws WarmUpException {
        Path model = plan.checkpoint().model();
        try {
            return ScratchDirectory.among(of(plan), Files.isRegularFile(model) ? Files.size(model) : 0);
        } catch (IOException e) {
            throw new WarmUpException(
                    "There is no place to unpack " + model + " (" + e.getMessage() + "): make room, or " + ELSEWHERE,
                    e);
        }
    }
}
