package dev.srlstream.cli.options;

import dev.srlstream.config.SettingKeys;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which checkpoint, and how far it may be repaired. */
public final class ModelOptions {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "PATH",
            description =
                    "AllenNLP srl_bert archive (tar.gz or tar), its unpacked directory, the directory of a training, or weights alone (torch or safetensors).")
    private Path model = Path.of("");

    @Option(
            names = "--vocab",
            paramLabel = "FILE",
            description = "Wordpiece vocabulary (default: vocab.txt inside or beside the archive).")
    private @Nullable Path vocab;

    @Option(
            names = "--bert-config",
            paramLabel = "FILE",
            description = "BERT configuration (default: bert_config.json inside or beside the archive).")
    private @Nullable Path bertConfig;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "BIO tags by label index (default: vocabulary/labels.txt inside or beside the archive).")
    private @Nullable Path labels;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = "How far the checkpoint may be repaired: ${COMPLETION-CANDIDATES} (default: reconcile).",
            completionCandidates = Choices.Policies.class)
    private @Nullable String policy;

    @Option(
            names = "--expect-position-ids",
            arity = "1",
            paramLabel = "true|false",
            description =
                    "With --policy strict: true for the state dict of transformers 3.1.0 to 4.30.2 (default), false for any other's.")
    private @Nullable Boolean expectPositionIds;

    /** As settings. */
    public Map<String, String> flags() {
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put(SettingKeys.MODEL_PATH, model.toString());
        if (vocab != null) {
            flags.put(SettingKeys.MODEL_VOCAB, vocab.toString());
        }
        if (bertConfig != null) {
            flags.put(SettingKeys.MODEL_BERT_CONFIG, bertConfig.toString());
        }
        if (labels != null) {
            flags.put(SettingKeys.MODEL_LABELS, labels.toString());
        }
        if (expectPositionIds != null) {
            flags.put(SettingKeys.MODEL_EXPECT_POSITION_IDS, expectPositionIds.toString());
        }
        if (policy != null) {
            flags.put(SettingKeys.MODEL_POLICY, policy.toLowerCase(Locale.ROOT));
        }
        return flags;
    }
}
