package dev.srlstream.sentence;

import dev.srlstream.event.Frame;
import java.util.List;

/**
 * A sentence with its frames.
 *
 * @param frames one per predicate of the sentence, in its order
 * @param instances what the frames were decoded from, one per frame; empty unless the engine was asked to keep it
 */
public record Labelled(Sentence sentence, List<Frame> frames, List<Instance> instances) implements Labelling {
    /**
     * One predicate's row through the model.
     *
     * @param wordpieceIds [CLS] and [SEP] included
     * @param wordpieceTags one per wordpiece
     * @param probabilities row-major {@code [wordpieces, labels]}
     */
    public record Instance(int predicateIndex, int[] wordpieceIds, List<String> wordpieceTags, float[] probabilities) {}
}
