package dev.srlstream.sentence;

import dev.srlstream.event.SentenceEvent;

/** Turns events into sentences. One per process; safe from any thread. */
public final class SentenceReader {
    private final int maxCharacters;

    /** @param maxCharacters the longest text, in UTF-16 code units; also bounds the given tokens together */
    public SentenceReader(int maxCharacters) {
        this.maxCharacters = maxCharacters;
    }

    /** Validates the event and finds what it does not bring: tokens and predicates. */
    public Reading read(SentenceEvent event) {
        throw new IllegalStateException("under construction " + maxCharacters + event);
    }
}
