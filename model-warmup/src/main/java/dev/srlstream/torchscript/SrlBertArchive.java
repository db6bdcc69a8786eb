package dev.srlstream.torchscript;

import dev.srlstream.configuration.BertConfig;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.weights.StoredZip;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.function.DoubleConsumer;

/**
 * An SrlBert as a TorchScript archive. Rows are not padded but stand one after the other: its {@code forward(ids, positions,
 * token_types, lengths)} takes int64 tensors, the first three {@code [wordpieces of all rows]}, the last {@code [rows]}, and
 * returns softmax probabilities, float32 {@code [wordpieces of all rows, labels]}. Positions count from 0 in each row;
 * token types are 1 for the predicate's wordpieces, 0 for others. On a CPU, rows of equal length should be neighbours.
 *
 * <p>Immutable; reads the weights while it writes, so their checkpoint must stay open until then. Equal weights give equal
 * bytes.
 */
public final class SrlBertArchive {
    /** Changes whenever the same weights would give another archive. */
    public static final int GENERATOR_VERSION = 4;

    /** The largest weights that an archive holds: a little less than 4 GiB, thrice BERT-large. */
    public static final long MAX_WEIGHT_BYTES = StoredZip.MAX_BYTES;

    private final ScriptArchive archive;

    /**
     * @param weights the learned tensors under AllenNLP's keys, of the shapes that {@code config} gives
     * @throws IllegalArgumentException when the target does not know the precision or the recipe
     */
    public SrlBertArchive(
            StateDict weights, BertConfig config, ScriptTarget target, Precision precision, Recipe recipe) {
        ScriptValue root = new SrlBertModules(weights, config, target, precision, recipe.products()).root();
        archive = new ScriptArchive(
                "srl_bert", root, Script.srlBert(target, precision, recipe.operand(), config.layers()));
    }

    /** Bytes of all weights; the file is larger by some kilobytes. */
    public long weightBytes() {
        return archive.weightBytes();
    }

    /**
     * Writes the archive, from the first byte to the last.
     *
     * @param out open for writing; stays open
     * @param progress hears the fraction of the weights written, from 0 to 1
     * @throws IOException when writing or reading weights fails, or the archive would exceed 4 GiB
     */
    public void write(WritableByteChannel out, DoubleConsumer progress) throws IOException {
        archive.write(out, progress);
    }
}
