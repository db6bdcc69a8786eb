package dev.srlstream.checkpoint;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a checkpoint is, and the files beside it that the operator names.
 *
 * @param model an AllenNLP archive, its unpacked directory, the directory of a training, a directory in
 *     Hugging Face's form, weights inside such a directory, or a bare weights file
 * @param vocabulary wordpiece vocabulary; null to look for {@code vocab.txt} inside, then beside the model, then for a
 *     {@code vocabulary/tags.txt} that is a dump of it
 * @param bertConfig BERT configuration; null to look for {@code bert_config.json} inside, then beside the model, then
 *     into {@code config.json}, then among the well-known names
 * @param labels BIO tags by label index, one per line; null to look for {@code vocabulary/labels.txt} inside,
 *     then into {@code id2label} of transformers' {@code config.json}, then beside the model
 */
public record CheckpointPaths(
        Path model,
        @Nullable Path vocabulary,
        @Nullable Path bertConfig,
        @Nullable Path labels) {
    /** Nothing is named but the model. */
    public static CheckpointPaths of(Path model) {
        return new CheckpointPaths(model, null, null, null);
    }
}
