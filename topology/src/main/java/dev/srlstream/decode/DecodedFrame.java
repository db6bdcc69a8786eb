package dev.srlstream.decode;

import dev.srlstream.event.Frame;
import java.util.List;

/**
 * A frame and what it was read from.
 *
 * @param wordpieceTags one per wordpiece, [CLS] and [SEP] included
 */
public record DecodedFrame(Frame frame, List<String> wordpieceTags) {}
