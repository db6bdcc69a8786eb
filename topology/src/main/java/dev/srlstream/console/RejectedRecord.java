package dev.srlstream.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.stream.pending.Provenance;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record of the rejections topic: the sentence's record as it was, and why it got no frames. */
public final class RejectedRecord {
    private static final String UNKNOWN = "?";

    private final ConsumerRecord<byte[], byte[]> entry;

    private RejectedRecord(ConsumerRecord<byte[], byte[]> entry) {
        this.entry = entry;
    }

    /** @throws SerializationException when the record is no rejection of this service */
    public static RejectedRecord of(ConsumerRecord<byte[], byte[]> entry) {
        if (entry.headers().lastHeader(Provenance.REJECTION_STAGE) == null) {
            throw new SerializationException(
                    "This is no rejection: it has no header " + Provenance.REJECTION_STAGE + ".");
        }
        return new RejectedRecord(entry);
    }

    /** Topic, partition and offset of the sentence's record, as in {@code sentences-3@17}. */
    public String source() {
        return "%s-%s@%s"
                .formatted(sourceTopic(), header(Provenance.ERRORS_PARTITION), header(Provenance.ERRORS_OFFSET));
    }

    public String sourceTopic() {
        return header(Provenance.ERRORS_TOPIC);
    }

    /** The partition that the sentence's record stood in; null where it is not known. */
    public @Nullable Integer sourcePartition() {
        String partition = header(Provenance.ERRORS_PARTITION);
        return partition.matches("\\d{1,9}") ? Integer.valueOf(partition) : null;
    }

    /** Where it failed. */
    public String stage() {
        return header(Provenance.REJECTION_STAGE);
    }

    /** One sentence. */
    public String reason() {
        return header(Provenance.REJECTION_REASON);
    }

    /** The sentence's key; null where it had none. A topic that demands keys has the source in its place then. */
    public byte @Nullable [] key() {
        byte[] key = entry.key();
        return key != null && Arrays.equals(key, source().getBytes(StandardCharsets.UTF_8)) ? null : key;
    }

    /** Whether the value is only the beginning of the sentence's, which was too large to be written on. */
    public boolean isCut() {
        return optional(Provenance.REJECTION_ORIGINAL_BYTES) != null;
    }

    /** The headers that the sentence was published with. */
    public List<Header> headers() {
        return Arrays.stream(entry.headers().toArray())
                .filter(header -> !Provenance.isOurs(header))
                .toList();
    }

    public String line(Style style) {
        byte[] key = key();
        String keyed = key == null ? "" : " key " + RecordBytes.line(key);
        return style.bad("rejected") + " " + TerminalText.of(source()) + keyed + " (" + TerminalText.of(stage()) + "): "
                + TerminalText.of(reason());
    }

    /**
     * One JSON object. Key and value are in base64, null where there were none. What the record had when it was published, and of a sentence
     * what {@code srl publish} reads, has the names that it has there.
     *
     * @param sentence what the value says; null where it cannot be decoded
     */
    public String json(@Nullable SentenceEvent sentence) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("source", source());
        json.put("stage", stage());
        json.put("reason", reason());
        json.put("exception", optional(Provenance.REJECTION_EXCEPTION));
        json.put("original_bytes", optional(Provenance.REJECTION_ORIGINAL_BYTES));
        json.put("key_b64", key());
        json.put("value_b64", entry.value());
        json.put("timestamp", RecordMetadata.timestamp(entry));
        json.put("partition", sourcePartition());
        json.set("key", RecordBytes.json(key()));
        json.set("headers", RecordMetadata.headers(entry.headers(), header -> !Provenance.isOurs(header)));
        if (sentence != null) {
            json.setAll(SentenceJson.of(sentence));
        }
        return json.toString();
    }

    private String header(String name) {
        String value = optional(name);
        return value == null ? UNKNOWN : value;
    }

    private @Nullable String optional(String name) {
        Header header = entry.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
