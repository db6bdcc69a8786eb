package dev.srlstream.checkpoint.files;

import dev.srlstream.configuration.UnicodeText;
import dev.srlstream.refusal.CheckpointException;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a checkpoint, out of whatever held them. Owned by the caller that asked for them, which closes the weights.
 *
 * @param name file name of the archive or the directory
 * @param sha256 of the archive, or of the weights: of all shards one after the other by name; lower-case hexadecimal
 * @param bytes size of what was hashed
 * @param container what held the files: tar.gz, tar, directory or bare weights
 * @param small contents by name of those in {@link #SMALL} that are there
 */
public record CheckpointFiles(
        String name, String sha256, long bytes, String container, Map<String, byte[]> small, Weights weights)
        implements Closeable {
    public static final String CONFIG = "config.json";
    public static final String LABELS = "vocabulary/labels.txt";
    public static final String NON_PADDED_NAMESPACES = "vocabulary/non_padded_namespaces.txt";
    public static final String VOCABULARY = "vocab.txt";
    public static final String BERT_CONFIG = "bert_config.json";
    /** Of the namespace in which AllenNLP's BERT indexer leaves the wordpieces; ordinary tags in other models. */
    public static final String TAGS = "vocabulary/tags.txt";

    public static final String TOKENS = "vocabulary/tokens.txt";
    /** Of transformers: whether words are lower-cased. */
    public static final String TOKENIZER_CONFIG = "tokenizer_config.json";

    public static final String META = "meta.json";
    public static final String REPAIR = "repair.json";

    /** Files that are read into memory. */
    public static final Set<String> SMALL = Set.of(
            CONFIG,
            LABELS,
            NON_PADDED_NAMESPACES,
            VOCABULARY,
            BERT_CONFIG,
            TAGS,
            TOKENS,
            TOKENIZER_CONFIG,
            META,
            REPAIR);

    /** The largest vocabulary of a published BERT has 1 MB, and multilingual successors stay below 6 MB. */
    public static final int MAX_SMALL_BYTES = 8 << 20;

    /** There may be several folders with such files in an archive. */
    public static final int MAX_ALL_SMALL_BYTES = 4 * MAX_SMALL_BYTES;

    private static final List<RemarkRule<CheckpointFiles>> RULES = List.of(
            new RemarkRule<>(
                    files -> !files.weights.why().isEmpty(),
                    files -> files.weights.name(),
                    files -> "The weights are those of this file, " + files.weights.why() + "."),
            RemarkRule.about(CONFIG, files -> files.configEncoding().isPresent(), files -> files.configEncoding()
                    .orElseThrow()),
            RemarkRule.about(
                    TOKENS,
                    files -> files.small.containsKey(TOKENS),
                    files -> "Only AllenNLP up to 1.0 wrote this file, and the reader of 1.0 looked wordpieces up in"
                            + " it instead of BERT's vocabulary: models trained so reach an F1 of 79 and tag many"
                            + " sentences O throughout. Try sentences that you know, or take the archive of 2020.09.03"
                            + " or a later one."));

    /** What the operator should know about the files that are there. */
    public List<Remark> remarks() {
        return RemarkRule.judge(RULES, this);
    }

    private Optional<String> configEncoding() {
        return content(CONFIG).flatMap(config -> UnicodeText.Encoding.of(config).remark());
    }

    public Optional<byte[]> content(String file) {
        return Optional.ofNullable(small.get(file));
    }

    public byte[] required(String file) throws CheckpointException {
        byte[] content = content(file)
                .orElseThrow(() -> new CheckpointException(name + " has no " + file
                        + "; an AllenNLP checkpoint consists of config.json, weights.th and vocabulary/labels.txt."));
        return SmallFile.requireText(content, name + ": " + file);
    }

    @Override
    public void close() throws IOException {
        weights.close();
    }
}
