package dev.srlstream.inference;

import dev.srlstream.event.ModelReference;
import dev.srlstream.event.SentenceEvent;

/** Turns events into frames: all that the stream knows of words, wordpieces and the model. Safe from any thread. */
public interface SentenceLabeller {
    /**
     * Takes an event and never waits for the model. Never throws on account of the event: that is a rejection, as is whatever is thrown
     * for it, a {@link dev.srlstream.sentence.ProcessFault} aside. Callers bound how many they keep pending.
     */
    Submission label(SentenceEvent event);

    /** What frames say about their origin. */
    ModelReference model();
}
