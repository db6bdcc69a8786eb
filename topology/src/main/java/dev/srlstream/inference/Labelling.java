package dev.srlstream.inference;

import dev.srlstream.event.Frame;
import dev.srlstream.sentence.Rejection;
import java.util.List;

/** What became of a submitted sentence. */
public sealed interface Labelling {
    /**
     * @param frames one per predicate of the sentence, in its order
     * @param instances what the frames were decoded from, one per frame; empty unless the engine was asked to keep it
     */
    record Labelled(List<Frame> frames, List<Instance> instances) implements Labelling {}

    record Rejected(Rejection rejection) implements Labelling {}

    /**
     * One predicate's row through the model.
     *
     * @param wordpieceIds [CLS] and [SEP] included
     * @param wordpieceTags one per wordpiece
     * @param probabilities row-major {@code [wordpieces, labels]}
     */
    record Instance(int predicateIndex, int[] wordpieceIds, List<String> wordpieceTags, float[] probabilities) {}
}
