package dev.srlstream.benchmarks.words;

import dev.srlstream.benchmarks.madeup.RandomCheckpoint;
import dev.srlstream.benchmarks.measure.Meter;
import dev.srlstream.config.SettingKeys;
import dev.srlstream.config.Settings;
import dev.srlstream.inference.EngineSettings;
import dev.srlstream.inference.InferenceEngine;
import dev.srlstream.quickstart.TemporaryFolder;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.warmup.WarmModel;
import dev.srlstream.warmup.WarmUp;
import dev.srlstream.warmup.WarmUpListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a forward pass of BERT-base takes on one core, with made-up weights: one sentence and one of its predicates at a time. */
final class ForwardPass {
    private static final EngineSettings ONE_BY_ONE =
            new EngineSettings(EngineSettings.ONE_CORE.batchTokens(), Duration.ZERO, 1, false);

    private static final int WARM_UPS = 10;

    private ForwardPass() {}

    /**
     * Seconds of the processor for a sentence.
     *
     * @param sentences more than {@value #WARM_UPS}, each with one predicate
     */
    static double seconds(List<Sentence> sentences, Map<String, String> environment) throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.create("srl-bench-")) {
            RandomCheckpoint.write(folder.path(), RandomCheckpoint.BERT_BASE);
            Settings settings = Settings.loadForModel(
                    environment,
                    Map.of(
                            SettingKeys.MODEL_PATH, folder.path().toString(),
                            SettingKeys.MODEL_DEVICE, "cpu",
                            SettingKeys.MODEL_CACHE_DIR,
                                    folder.path().resolve("cache").toString()));
            try (WarmUp warmUp = new WarmUp(settings.warmUpPlan(), WarmUpListener.SILENT);
                    WarmModel warm = warmUp.warm();
                    InferenceEngine engine = InferenceEngine.start(warm, ONE_BY_ONE)) {
                sentences.subList(0, WARM_UPS).forEach(sentence -> engine.submit(sentence)
                        .join());
                List<Sentence> timed = sentences.subList(WARM_UPS, sentences.size());
                Meter meter = new Meter();
                timed.forEach(sentence -> engine.submit(sentence).join());
                return meter.lap().cpu() / timed.size();
            }
        }
    }
}
