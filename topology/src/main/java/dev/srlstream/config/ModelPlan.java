package dev.srlstream.config;

import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.warmup.CpuLayers;
import dev.srlstream.warmup.WarmUpPlan;
import java.nio.file.Path;
import java.util.List;

/** What the settings of the model say is to be warmed up. */
final class ModelPlan {
    private ModelPlan() {}

    /** @throws ConfigurationException when no checkpoint is set */
    static WarmUpPlan of(Settings settings) throws ConfigurationException {
        Path model = settings.path(SettingKeys.MODEL_PATH);
        if (model == null) {
            throw new ConfigurationException(List.of(SettingKeys.MODEL_PATH
                    + " is not set: give it the path of an AllenNLP srl_bert archive, of a directory or of weights."));
        }
        return new WarmUpPlan(
                new CheckpointPaths(
                        model,
                        settings.path(SettingKeys.MODEL_VOCAB),
                        settings.path(SettingKeys.MODEL_BERT_CONFIG),
                        settings.path(SettingKeys.MODEL_LABELS)),
                new Terms(
                        settings.choice(Policy.class, SettingKeys.MODEL_POLICY),
                        settings.is(SettingKeys.MODEL_EXPECT_POSITION_IDS)),
                settings.device(),
                settings.choice(Precision.class, SettingKeys.MODEL_PRECISION),
                settings.choice(CpuLayers.class, SettingKeys.MODEL_CPU_LAYERS),
                settings.path(SettingKeys.MODEL_CACHE_DIR),
                settings.modelThreads());
    }
}
