package dev.srlstream.warmup;

import java.nio.file.Path;
import java.util.List;

/** Where archives are cached by default. */
final class CacheDirectories {
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
}
