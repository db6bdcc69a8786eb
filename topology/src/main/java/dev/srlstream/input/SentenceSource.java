package dev.srlstream.input;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The sentences of an input, one after another. Owned by one thread; the stream stays its opener's. */
public interface SentenceSource {
    /**
     * The next sentence; null after the last.
     *
     * @throws MalformedLineException when what stands next is no sentence; the next call goes on behind it
     * @throws IOException when the input cannot be read, or is no text at all
     */
    @Nullable
    SentenceLine next() throws IOException, MalformedLineException;

    /** The number of the line, from 1, that the last sentence began with, or that was at fault; 0 before the first. */
    long number();
}
