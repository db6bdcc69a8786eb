package dev.srlstream.checkpoint;

import dev.srlstream.checkpoint.files.CheckpointFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file around the weights that may lie inside the checkpoint or beside it. The operator can name some of them. */
enum CompanionFile {
    VOCABULARY(CheckpointFiles.VOCABULARY),
    BERT_CONFIG(CheckpointFiles.BERT_CONFIG),
    LABELS(CheckpointFiles.LABELS),
    NON_PADDED_NAMESPACES(CheckpointFiles.NON_PADDED_NAMESPACES),
    TAGS(CheckpointFiles.TAGS);

    private final String path;

    CompanionFile(String path) {
        this.path = path;
    }

    /** Where it lies, relative to the folder of the weights or the folder beside it; with slashes. */
    String path() {
        return path;
    }

    /** The file that the operator names; null where none is named. */
    @Nullable
    Path named(CheckpointPaths paths) {
        return switch (this) {
            case VOCABULARY -> paths.vocabulary();
            case BERT_CONFIG -> paths.bertConfig();
            case LABELS -> paths.labels();
            case NON_PADDED_NAMESPACES, TAGS -> null;
        };
    }
}
