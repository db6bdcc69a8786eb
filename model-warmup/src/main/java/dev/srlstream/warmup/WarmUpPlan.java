package dev.srlstream.warmup;

import dev.srlstream.model.Precision;
import dev.srlstream.reconcile.Policy;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to warm up, and where.
 *
 * @param model the checkpoint: an AllenNLP archive or its unpacked directory
 * @param vocabulary wordpiece vocabulary; null to look inside and beside the checkpoint
 * @param bertConfig BERT configuration; null to look inside and beside the checkpoint
 * @param policy how far reconciliation may go
 * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}
 * @param precision arithmetic of the forward pass
 * @param cacheDirectory where TorchScript archives are kept; null for a folder beside the checkpoint, or under the
 *     user's cache folder where that cannot be written
 * @param threads intra-op threads of the engine; 0 for one per processor
 */
public record WarmUpPlan(
        Path model,
        @Nullable Path vocabulary,
        @Nullable Path bertConfig,
        Policy policy,
        String device,
        Precision precision,
        @Nullable Path cacheDirectory,
        int threads) {}
