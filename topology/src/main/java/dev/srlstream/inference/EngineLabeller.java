package dev.srlstream.inference;

import dev.srlstream.event.ModelReference;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.sentence.Reading;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.sentence.SentenceReader;

/** The service's labeller. Its parts stay their maker's, and outlive it. */
public record EngineLabeller(
        SentenceReader reader, InferenceEngine engine, ModelReference model, EngineListener listener)
        implements SentenceLabeller {
    /** With nobody to hear. */
    public EngineLabeller(SentenceReader reader, InferenceEngine engine, ModelReference model) {
        this(reader, engine, model, EngineListener.SILENT);
    }

    @Override
    public Submission label(SentenceEvent event) {
        long begin = System.nanoTime();
        Reading reading = reader.read(event);
        listener.passed(Rejection.Stage.VALIDATE, System.nanoTime() - begin);
        return reading instanceof Rejection rejection ? Submission.done(rejection) : engine.submit((Sentence) reading);
    }
}
