package dev.srlstream.checkpoint;

import java.util.Arrays;
import java.util.Optional;

/** What weights may be called in an archive or a directory; an earlier name is preferred to a later one. */
enum WeightsName {
    ARCHIVED("weights\\.th", ""),
    BEST("best\\.th", "which training left as those of its best epoch"),
    /** Of which {@link TrainingState} knows the newest. */
    STATE(
            "model_state_.*",
            "the newest state that training saved here, because there is no best.th; it need not be the best"),
    SAFETENSORS("(model|weights)\\.safetensors", "because there is no weights.th"),
    SAFETENSORS_SHARDS(
            "model\\.safetensors\\.index\\.json", "which lists them in shards, because there is no weights.th"),
    HUGGING_FACE("pytorch_model\\.bin", "because there is no weights.th"),
    HUGGING_FACE_SHARDS(
            "pytorch_model\\.bin\\.index\\.json", "which lists them in shards, because there is no weights.th");

    /** All names, for messages. */
    static final String ALL = "weights.th (nor best.th, model_state_*.th, model.safetensors, weights.safetensors or"
            + " pytorch_model.bin in its place)";

    private static final String INDEX = ".index.json";

    private final String pattern;
    private final String reason;

    WeightsName(String pattern, String reason) {
        this.pattern = pattern;
        this.reason = reason;
    }

    /** Nothing when weights are never called so. */
    static Optional<WeightsName> of(String file) {
        return Arrays.stream(values())
                .filter(name -> file.matches(name.pattern))
                .filter(name -> name != STATE || TrainingState.of(file).isPresent())
                .findFirst();
    }

    /** Whether it is an index of shards by its name. */
    static boolean isIndex(String file) {
        return file.endsWith(INDEX);
    }

    /** Completes "the weights are those of this file, …"; empty where nothing need be said. */
    String reason() {
        return reason;
    }
}
