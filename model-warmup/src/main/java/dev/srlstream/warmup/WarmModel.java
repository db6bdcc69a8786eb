package dev.srlstream.warmup;

import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.ModelReference;
import dev.srlstream.event.WarmUpReport;
import dev.srlstream.model.SrlModel;
import java.util.List;

/**
 * A model that has run its first forward pass, with all that labelling needs to know about it. Owned by the caller that warmed it.
 *
 * @param labels BIO tags by label index
 * @param vocabulary wordpieces by id, exactly as in {@code vocab.txt}
 * @param lowercase whether words are lower-cased before they are split into wordpieces
 * @param positions the longest row in wordpieces, [CLS] and [SEP] included
 * @param reference what frames say about the model that made them
 */
public record WarmModel(
        SrlModel model,
        List<String> labels,
        List<String> vocabulary,
        boolean lowercase,
        int positions,
        ModelReference reference,
        CheckpointAudit audit,
        WarmUpReport report)
        implements AutoCloseable {
    /** The same with another model in its place, which is then closed with it and has to close the first. */
    public WarmModel with(SrlModel other) {
        return new WarmModel(other, labels, vocabulary, lowercase, positions, reference, audit, report);
    }

    @Override
    public void close() {
        model.close();
    }
}
