package dev.srlstream.stream;

import dev.srlstream.event.Frame;
import dev.srlstream.event.ModelReference;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.stream.clients.UnknownSchemas;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/** Assembles the result of a sentence and writes it as bytes. Owned by one task; the serialiser is its stream thread's. */
final class FramesWriter {
    /** Names the schema of frames among {@link UnknownSchemas}. */
    static final String SCHEMA = "frames";

    private final Serializer<Object> serializer;
    private final String topic;
    private final ModelReference model;

    FramesWriter(Serializer<Object> serializer, String topic, ModelReference model) {
        this.serializer = serializer;
        this.topic = topic;
        this.model = model;
    }

    byte[] write(Sentence sentence, List<Frame> frames, Headers headers) {
        SentenceFrames result = SentenceFrames.newBuilder()
                .setId(sentence.id())
                .setText(sentence.text())
                .setTokens(sentence.tokens())
                .setFrames(frames)
                .setModel(model)
                .setAttributes(sentence.attributes())
                .build();
        return serializer.serialize(topic, headers, result);
    }
}
