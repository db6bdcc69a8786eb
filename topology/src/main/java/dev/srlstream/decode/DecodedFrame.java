package dev.srlstream.decode;

import dev.srlstream.event.Frame;
import java.util.Arrays;
import java.util.List;

/** A frame and what it was read from. Immutable. */
public final class DecodedFrame {
    private final Frame frame;
    private final int[] path;
    private final List<String> labels;

    DecodedFrame(Frame frame, int[] path, List<String> labels) {
        this.frame = frame;
        this.path = path;
        this.labels = labels;
    }

    public Frame frame() {
        return frame;
    }

    /** One per wordpiece, [CLS] and [SEP] included. */
    public List<String> wordpieceTags() {
        return Arrays.stream(path).mapToObj(labels::get).toList();
    }
}
