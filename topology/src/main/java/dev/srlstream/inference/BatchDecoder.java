package dev.srlstream.inference;

import dev.srlstream.decode.FrameDecoder;
import dev.srlstream.sentence.ProcessFault;
import dev.srlstream.sentence.Rejection;
import java.util.List;

/** Hands each row's frame to its job. Confined to the decoding thread. */
final class BatchDecoder {
    private final FrameDecoder decoder;

    BatchDecoder(FrameDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * Never throws on account of a sentence: that is its rejection, a {@link ProcessFault} aside.
     *
     * @param probabilities per row {@code [wordpieces, labels]}, finite
     */
    void decode(List<Row> rows, List<float[]> probabilities) {
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (row.job().isDone()) {
                continue;
            }
            try {
                Job job = row.job();
                float[] ofRow = probabilities.get(i);
                job.add(
                        row,
                        decoder.decode(
                                job.sentence(), row.predicate(), job.encoding().starts(), ofRow),
                        ofRow);
            } catch (Throwable thrown) {
                if (ProcessFault.isIn(thrown)) {
                    throw thrown;
                }
                row.job().reject(Rejection.unforeseen(Rejection.Stage.INFER, thrown));
            }
        }
    }
}
