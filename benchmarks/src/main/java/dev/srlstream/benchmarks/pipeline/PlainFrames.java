package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.config.Settings;
import dev.srlstream.event.ModelReference;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.sentence.Labelled;
import dev.srlstream.serde.AvroSerializer;
import dev.srlstream.stream.FramesWriter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Makes of a labelled sentence the record that the topology would write. Owned by the plain loop. */
final class PlainFrames implements AutoCloseable {
    private final AvroSerializer<SentenceFrames> serializer = new AvroSerializer<>();
    private final FramesWriter writer;
    private final String topic;
    private final String sha256;

    PlainFrames(Settings settings, ModelReference model) {
        this.topic = settings.framesTopic();
        this.sha256 = model.getCheckpointSha256();
        this.writer = new FramesWriter(serializer, topic, model);
        serializer.configure(settings.serdeConfig(), false);
    }

    ProducerRecord<byte[], byte[]> record(ConsumerRecord<byte[], byte[]> source, Labelled labelled) {
        Headers headers = new RecordHeaders();
        add(headers, "srl.source.topic", source.topic());
        add(headers, "srl.source.partition", Integer.toString(source.partition()));
        add(headers, "srl.source.offset", Long.toString(source.offset()));
        add(headers, "srl.model.sha256", sha256);
        byte[] value = writer.write(labelled, headers);
        return new ProducerRecord<>(topic, source.partition(), source.timestamp(), source.key(), value, headers);
    }

    private static void add(Headers headers, String key, String value) {
        headers.add(key, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        serializer.close();
    }
}
