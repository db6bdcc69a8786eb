package dev.srlstream.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;

/**
 * A record of the rejections topic.
 *
 * @param source topic, partition and offset of the rejected record, as in {@code sentences-3@17}
 * @param stage where it failed
 * @param reason one sentence
 * @param key the rejected record's, null where it had none
 * @param value the rejected record's, null where it had none
 */
public record RejectedRecord(
        String source,
        String stage,
        String reason,
        Instant timestamp,
        byte @org.jspecify.annotations.Nullable [] key,
        byte @org.jspecify.annotations.Nullable [] value) {

    private static final String STAGE = "srl.rejection.stage";

    /** @throws SerializationException when the record is no rejection of this service */
    public static RejectedRecord of(ConsumerRecord<byte[], byte[]> entry) {
        if (entry.headers().lastHeader(STAGE) == null) {
            throw new SerializationException("This is no rejection: it has no header " + STAGE + ".");
        }
        return new RejectedRecord(
                "%s-%s@%s"
                        .formatted(
                                header(entry, "__streams.errors.topic"),
                                header(entry, "__streams.errors.partition"),
                                header(entry, "__streams.errors.offset")),
                header(entry, STAGE),
                header(entry, "srl.rejection.reason"),
                Instant.ofEpochMilli(entry.timestamp()),
                entry.key(),
                entry.value());
    }

    public String line(Style style) {
        String keyed = key == null ? "" : " key " + TerminalText.of(new String(key, StandardCharsets.UTF_8));
        return style.bad("rejected") + " " + TerminalText.of(source) + keyed + " (" + TerminalText.of(stage) + "): "
                + TerminalText.of(reason);
    }

    /** One JSON object; key and value in base64, null where there were none. */
    public String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("source", source);
        json.put("stage", stage);
        json.put("reason", reason);
        json.put("timestamp", timestamp.toString());
        json.put("key_b64", key);
        json.put("value_b64", value);
        return json.toString();
    }

    private static String header(ConsumerRecord<byte[], byte[]> entry, String name) {
        Header header = entry.headers().lastHeader(name);
        return header == null || header.value() == null ? "?" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
