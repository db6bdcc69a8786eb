package dev.srlstream.warmup;

import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.torchscript.Precision;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to warm up, and where.
 *
 * @param checkpoint where it is
 * @param terms what it is held to
 * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}
 * @param precision arithmetic of the forward pass
 * @param cpuLayers linear layers of the model where a processor runs it
 * @param cacheDirectory where TorchScript archives are kept; null for a folder beside the checkpoint, or under the
 *     user's cache folder where that cannot be written
 * @param threads intra-op threads of the engine; 0 for one per processor
 */
public record WarmUpPlan(
        CheckpointPaths checkpoint,
        Terms terms,
        String device,
        Precision precision,
        CpuLayers cpuLayers,
        @Nullable Path cacheDirectory,
        int threads) {}
