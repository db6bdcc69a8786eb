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
     * @param probabilities per row {@code [wordpieces, labels]}
     */
    void decode(List<Row> rows, List<float[]> probabilities) {
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (row.job().isDone()) {
                continue;
            }
            try {
                decode(row, probabilities.get(i));
            } catch (Throwable thrown) {
                if (ProcessFault.isIn(thrown)) {
                    throw thrown;
                }
                row.job().reject(Rejection.unforeseen(Rejection.Stage.INFER, thrown));
            }
        }
    }

    private void decode(Row row, float[] probabilities) {
        Job job = row.job();
        if (isFinite(probabilities)) {
            job.add(
                    row,
                    decoder.decode(
                            job.sentence(), row.predicate(), job.encoding().starts(), probabilities),
                    probabilities);
        } else {
            job.reject(new Rejection(
                    Rejection.Stage.INFER,
                    "The model's output for " + row.length() + " wordpieces with predicate " + row.predicate()
                            + " is not finite."));
        }
    }

    private static boolean isFinite(float[] probabilities) {
        for (float probability : probabilities) {
            if (!Float.isFinite(probability)) {
                return false;
            }
        }
        return true;
    }
}
