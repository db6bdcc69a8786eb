package dev.srlstream.inference;

import dev.srlstream.decode.FrameDecoder;
import dev.srlstream.sentence.Rejection;
import java.util.List;

/** Hands each row's frame to its job. Confined to the decoding thread. */
final class BatchDecoder {
    private final FrameDecoder decoder;

    BatchDecoder(FrameDecoder decoder) {
        this.decoder = decoder;
    }

    /** @param probabilities per row {@code [wordpieces, labels]} */
    void decode(List<Row> rows, List<float[]> probabilities) {
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Job job = row.job();
            if (job.isDone()) {
                continue;
            }
            if (isFinite(probabilities.get(i))) {
                job.add(
                        row,
                        decoder.decode(
                                job.sentence(), row.predicate(), job.encoding().starts(), probabilities.get(i)),
                        probabilities.get(i));
            } else {
                job.reject(
                        Rejection.Stage.INFER,
                        "The model's output for " + row.length() + " wordpieces with predicate " + row.predicate()
                                + " is not finite.");
            }
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
