package dev.srlstream.checkpoint;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files that people have where weights should be, known by their names; the first that matches counts. */
enum SimilarFile {
    UNFINISHED(
            ".*\\.(part|partial|crdownload|download|opdownload|incomplete|filepart|aria2|tmp)(\\.\\w+)?",
            "is a file that was not written or fetched to its end: fetch it again"),
    SHARD(
            ".+-\\d{5}-of-\\d{5}\\.(bin|safetensors)",
            "is one of several shards: fetch the index as well (pytorch_model.bin.index.json or"
                    + " model.safetensors.index.json)"),
    ADAPTER(
            "adapter_(model|config)\\..*",
            "belongs to an adapter, which has only changes to another model's weights: merge it into that model"
                    + " (merge_and_unload of peft) and save the whole"),
    ARCHIVE(".+\\.(tar\\.gz|tgz|tar)", "is an archive: name it with --model"),
    COMPRESSED(".+\\.(zip|tar\\.\\w+|7z|rar|gz|xz|bz2|zst)", "is compressed: unpack it"),
    TENSORFLOW(
            "(.+\\.index|.+\\.data-\\d{5}-of-\\d{5}|tf_model.*\\.h5|saved_model\\.pb)",
            "is TensorFlow's, which is not read: load the model with transformers (from_tf=True) and save it with"
                    + " save_pretrained"),
    FLAX(
            "flax_model.*\\.msgpack",
            "is Flax's, which is not read: load the model with transformers (from_flax=True) and save it with"
                    + " save_pretrained"),
    EXPORT(
            ".+\\.(onnx|ot|gguf|ggml|tflite|mlmodel|engine)",
            "is an export for another engine, which is not read: take the weights that it was made from"),
    DISTRIBUTED(
            "(.+\\.distcp|\\.metadata|.+_optim_states\\.pt)",
            "belongs to a checkpoint of distributed training: join it into one state dict first"
                    + " (torch.distributed.checkpoint.format_utils, or DeepSpeed's zero_to_fp32.py)"),
    TRAINING_STATE(
            "(training_state_.+\\.th|optimizer\\.(pt|bin)|scheduler\\.pt|training_args\\.bin|rng_state.*\\.pth)",
            "is the state of a training without the model's weights: take the model_state file or pytorch_model.bin"
                    + " of the same training");

    private final Pattern pattern;
    private final String explanation;

    SimilarFile(String pattern, String explanation) {
        this.pattern = Pattern.compile(pattern);
        this.explanation = explanation;
    }

    /**
     * What such a file is and what to do about it, to follow its name.
     *
     * @param file name without folders
     */
    static Optional<String> explain(String file) {
        return Arrays.stream(values())
                .filter(similar -> similar.pattern.matcher(file).matches())
                .map(similar -> similar.explanation)
                .findFirst();
    }
}
