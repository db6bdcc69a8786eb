package dev.srlstream.stream;

import dev.srlstream.event.ModelReference;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.sentence.Labelled;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.stream.clients.UnknownSchemas;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/** Assembles the result of a sentence and writes it as bytes. Owned by one task; the serialiser is its stream thread's. */
public final class FramesWriter {
    /** Names the schema of frames among {@link UnknownSchemas}. */
    static final String SCHEMA = "frames";

    private final Serializer<? super SentenceFrames> serializer;
    private final String topic;
    private final ModelReference model;

    public FramesWriter(Serializer<? super SentenceFrames> serializer, String topic, ModelReference model) {
        this.serializer = serializer;
        this.topic = topic;
        this.model = model;
    }

    /** Writes a value, and into the headers what the serialiser puts there. */
    public byte[] write(Labelled labelled, Headers headers) {
        Sentence sentence = labelled.sentence();
        SentenceFrames result = SentenceFrames.newBuilder()
                .setId(sentence.id())
                .setText(sentence.text())
                .setTokens(sentence.tokens())
                .setFrames(labelled.frames())
                .setModel(model)
                .setAttributes(sentence.attributes())
                .build();
        return serializer.serialize(topic, headers, result);
    }
}
