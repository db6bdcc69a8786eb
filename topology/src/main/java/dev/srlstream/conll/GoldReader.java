package dev.srlstream.conll;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The sentences of a labelled file, one after another: it never holds more than one. Owned by one thread; the stream stays its opener's. */
@FunctionalInterface
public interface GoldReader {
    /**
     * The next sentence; null after the last.
     *
     * @throws MalformedGoldException when it is not what the format asks for; the next call goes on behind it
     * @throws IOException when the file cannot be read, or is no text at all
     */
    @Nullable
    GoldSentence next() throws IOException, MalformedGoldException;
}
