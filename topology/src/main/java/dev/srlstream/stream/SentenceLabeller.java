package dev.srlstream.stream;

import dev.srlstream.event.ModelReference;
import dev.srlstream.inference.Submission;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.sentence.SentenceReader;
import java.util.function.Function;

/**
 * What turns events into frames. One per process, shared by all tasks; the parts are safe from any thread, stay their
 * maker's, and outlive the stream.
 *
 * @param engine takes a sentence and never waits for the model
 * @param model what frames say about their origin
 */
public record SentenceLabeller(SentenceReader reader, Function<Sentence, Submission> engine, ModelReference model) {}
