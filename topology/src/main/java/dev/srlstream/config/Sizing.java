package dev.srlstream.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the device where it is not set: how much the engine is given at a time, and how many threads give it.
 *
 * @param batchTokens most wordpieces of a batch
 * @param workers batches that are computed at the same time
 * @param pendingMax sentences of one partition that may wait for the model
 * @param streamThreads threads that read sentences and write results
 */
public record Sizing(int batchTokens, int workers, int pendingMax, int streamThreads) {
    /** Roughly what one sentence adds to a batch: 2.5 predicates with 30 wordpieces each. */
    private static final int TOKENS_PER_SENTENCE = 75;

    /** Batches to be gathered while each worker computes one. */
    private static final int SPARE_BATCHES = 2;

    /** What was measured to keep a device busy where nothing is set: docs/gpu.md. */
    private enum Fitting {
        PROCESSOR(1_024, 256),
        GPU(16_384, 2_048);

        private final int batchTokens;
        private final int pendingMin;

        Fitting(int batchTokens, int pendingMin) {
            this.batchTokens = batchTokens;
            this.pendingMin = pendingMin;
        }
    }

    /** A second worker prepares a batch while the GPU computes the first. */
    private static final int GPU_WORKERS = 2;

    /** Sentences a second, text alone, that one stream thread reads, finds words and verbs of, and writes: docs/performance.md. */
    private static final int SENTENCES_PER_STREAM_THREAD = 5_000;

    /** Sentences a second that a GPU, and that one core labels, at BERT-base's size in the narrowest precision: docs/performance.md. */
    private static final int SENTENCES_PER_GPU = 28_000;

    private static final int SENTENCES_PER_CORE = 94;

    /** @param device as a warm-up report names it: {@code cpu}, {@code gpu:0} */
    static Sizing of(Settings settings, String device) {
        int cores = Runtime.getRuntime().availableProcessors();
        Integer threads = settings.optional(SettingKeys.STREAM_THREADS);
        return of(
                settings.optional(SettingKeys.ENGINE_BATCH_TOKENS),
                settings.optional(SettingKeys.ENGINE_WORKERS),
                settings.optional(SettingKeys.PENDING_MAX),
                threads == null ? streamThreads(device, cores) : threads,
                device,
                cores / settings.modelThreads());
    }

    /**
     * As many stream threads as keep up with the device when every sentence is text alone. On a GPU's host a core is left to each worker.
     *
     * @param cores of the processor
     */
    static int streamThreads(String device, int cores) {
        if (device.equals("cpu")) {
            return threadsFor((long) SENTENCES_PER_CORE * cores);
        }
        return Math.max(1, Math.min(threadsFor(SENTENCES_PER_GPU), cores - GPU_WORKERS));
    }

    private static int threadsFor(long sentences) {
        return Math.toIntExact((sentences + SENTENCES_PER_STREAM_THREAD - 1) / SENTENCES_PER_STREAM_THREAD);
    }

    /**
     * What is set, and for what is not (null), what suits the device and goes with what is set.
     *
     * @param passes forward passes for which the processor has cores
     */
    static Sizing of(
            @Nullable Integer batchTokens,
            @Nullable Integer workers,
            @Nullable Integer pendingMax,
            int streamThreads,
            String device,
            int passes) {
        boolean processor = device.equals("cpu");
        Fitting fitting = processor ? Fitting.PROCESSOR : Fitting.GPU;
        int parallel = processor ? Math.max(1, passes) : GPU_WORKERS;
        if (pendingMax != null) {
            // Where sentences are few, fewer workers have batches; a batch is then made small enough to be filled.
            int filled = mostWorkers(pendingMax, batchTokens == null ? TOKENS_PER_SENTENCE : batchTokens);
            int used = workers == null ? Math.max(1, Math.min(parallel, filled)) : workers;
            int tokens = batchTokens == null
                    ? Math.max(1, (int) Math.min(fitting.batchTokens, mostTokens(pendingMax, used)))
                    : batchTokens;
            return new Sizing(tokens, used, pendingMax, streamThreads);
        }
        int used = workers == null ? parallel : workers;
        int tokens = batchTokens == null ? fitting.batchTokens : batchTokens;
        int pending = (int) Math.max(fitting.pendingMin, round(neededPending(tokens, used)));
        return new Sizing(tokens, used, pending, streamThreads);
    }

    /** By key. */
    Map<String, Integer> settings() {
        return Map.of(
                SettingKeys.ENGINE_BATCH_TOKENS, batchTokens,
                SettingKeys.ENGINE_WORKERS, workers,
                SettingKeys.PENDING_MAX, pendingMax,
                SettingKeys.STREAM_THREADS, streamThreads);
    }

    /** Sentences that keep a batch for each worker and the spare ones filled. */
    static long neededPending(int batchTokens, int workers) {
        long tokens = (workers + (long) SPARE_BATCHES) * batchTokens;
        return (tokens + TOKENS_PER_SENTENCE - 1) / TOKENS_PER_SENTENCE;
    }

    /** Wordpieces of the largest batches that so many sentences keep filled. */
    static long mostTokens(int pendingMax, int workers) {
        return (long) pendingMax * TOKENS_PER_SENTENCE / (workers + SPARE_BATCHES);
    }

    /** Workers for which so many sentences keep batches filled; less than 1 where there are not enough for one. */
    static int mostWorkers(int pendingMax, int batchTokens) {
        return Math.toIntExact((long) pendingMax * TOKENS_PER_SENTENCE / batchTokens) - SPARE_BATCHES;
    }

    /** The next power of two. */
    private static long round(long sentences) {
        return sentences <= 1 ? 1 : Long.highestOneBit(sentences - 1) << 1;
    }
}
