package dev.srlstream.checkpoint;

import dev.srlstream.checkpoint.Companions.Companion;
import dev.srlstream.checkpoint.files.CheckpointFiles;
import dev.srlstream.configuration.UnicodeText;
import dev.srlstream.refusal.CheckpointException;
import java.util.List;
import java.util.Optional;

/**
 * The wordpiece vocabulary that AllenNLP's transformer indexer leaves in the archive, in its namespace {@code tags}. Such a
 * dump is known by its length: other models keep ordinary tags there. It lies by id from line 0, whatever
 * {@code non_padded_namespaces.txt} says, because {@code [PAD]} is no padding token of AllenNLP's.
 */
final class WordpieceDump {
    private WordpieceDump() {}

    /** @param file {@code vocabulary/tags.txt}; nothing comes of one that is not of the model's size */
    static Optional<VocabularyFile> read(Companion file, int vocabularySize) throws CheckpointException {
        List<String> tokens = NamespaceFile.tokens(file.content(), file.origin());
        return tokens.size() == vocabularySize && VocabularyFile.isWordpieces(tokens)
                ? Optional.of(new VocabularyFile(
                        CheckpointFiles.TAGS, UnicodeText.of(file.content(), file.origin()), List.copyOf(tokens)))
                : Optional.empty();
    }
}
