package dev.srlstream.stream;

import dev.srlstream.event.ModelReference;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.inference.Submission;
import dev.srlstream.sentence.Reading;
import dev.srlstream.sentence.Sentence;
import java.util.function.Function;

/**
 * What turns events into frames. One per process, shared by all tasks; the parts are safe from any thread, stay their
 * maker's, and outlive the stream.
 *
 * @param reader validates an event and finds what it does not bring
 * @param engine takes a sentence and never waits for the model
 * @param model what frames say about their origin
 */
public record SentenceLabeller(
        Function<SentenceEvent, Reading> reader, Function<Sentence, Submission> engine, ModelReference model) {}
