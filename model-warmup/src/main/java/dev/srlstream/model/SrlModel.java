package dev.srlstream.model;

import java.util.List;

/** A loaded SrlBert. {@link #forward} may be called from several threads; closing frees the native memory. */
public interface SrlModel extends AutoCloseable {
    /**
     * One forward pass.
     *
     * @param rows at least one row, none longer than the model has positions
     * @return per row the softmax over labels, row-major {@code [wordpieces, labels]}
     * @throws ModelException when the engine fails; the model may be called again
     */
    List<float[]> forward(List<WordpieceRow> rows);

    /** Number of labels. */
    int labels();

    @Override
    void close();
}
