package dev.srlstream.checkpoint;

import dev.srlstream.weights.CheckpointException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a checkpoint, out of whatever held them. Owned by whoever asked for them, who closes the weights.
 *
 * @param name file name of the archive or the directory
 * @param sha256 of the archive, or of the weights file; lower-case hexadecimal
 * @param bytes size of what was hashed
 * @param container what held the files: tar.gz, tar, directory or bare weights
 * @param small contents by name of those in {@link #SMALL} that are there
 * @param weightsName file name of the weights, for messages
 */
record CheckpointFiles(
        String name,
        String sha256,
        long bytes,
        String container,
        Map<String, byte[]> small,
        FileChannel weights,
        String weightsName)
        implements Closeable {
    static final String CONFIG = "config.json";
    static final String LABELS = "vocabulary/labels.txt";
    static final String NON_PADDED_NAMESPACES = "vocabulary/non_padded_namespaces.txt";
    static final String VOCABULARY = "vocab.txt";
    static final String BERT_CONFIG = "bert_config.json";
    static final String WEIGHTS = "weights.th";

    /** Files that are read into memory. */
    static final Set<String> SMALL = Set.of(CONFIG, LABELS, NON_PADDED_NAMESPACES, VOCABULARY, BERT_CONFIG);

    /** The largest vocabulary of a published BERT has 1 MB, and multilingual successors stay below 6 MB. */
    static final int MAX_SMALL_BYTES = 8 << 20;

    /** Of all files in an archive that are read into memory. */
    static final long MAX_SMALL_TOTAL = 32 << 20;

    Optional<byte[]> content(String file) {
        return Optional.ofNullable(small.get(file));
    }

    byte[] required(String file) throws CheckpointException {
        return content(file)
                .orElseThrow(() -> new CheckpointException(name + " has no " + file
                        + "; an AllenNLP checkpoint consists of config.json, weights.th and vocabulary/labels.txt."));
    }

    @Override
    public void close() throws IOException {
        weights.close();
    }
}
