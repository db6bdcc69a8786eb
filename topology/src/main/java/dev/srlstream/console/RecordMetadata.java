package dev.srlstream.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What Kafka knows of a record beside its value. */
public final class RecordMetadata {
    private RecordMetadata() {}

    /** Topic, partition and offset, as in {@code frames-0@17}. */
    public static String place(ConsumerRecord<?, ?> entry) {
        return "%s-%d@%d".formatted(entry.topic(), entry.partition(), entry.offset());
    }

    /** One line: place, timestamp, key, headers. */
    public static String line(ConsumerRecord<byte[], byte[]> entry, Style style) {
        StringBuilder line = new StringBuilder(place(entry));
        line.append(" ").append(timestamp(entry));
        line.append(" key=").append(RecordBytes.line(entry.key()));
        for (Header header : entry.headers()) {
            line.append(" ").append(TerminalText.of(header.key()));
            line.append("=").append(RecordBytes.line(header.value()));
        }
        return style.dim(line.toString());
    }

    /**
     * One JSON object.
     *
     * @param value the record's, as JSON
     */
    public static String json(ConsumerRecord<byte[], byte[]> entry, String value) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("partition", entry.partition());
        json.put("offset", entry.offset());
        json.put("timestamp", timestamp(entry));
        json.set("key", RecordBytes.json(entry.key()));
        json.set("headers", headers(entry.headers(), header -> true));
        String members = json.toString();
        return members.substring(0, members.length() - 1) + ",\"value\":" + value + "}";
    }

    /** An object by the headers' names; a name that occurs more than once has an array. */
    static ObjectNode headers(Headers headers, Predicate<Header> wanted) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Header header : headers) {
            if (wanted.test(header)) {
                JsonNode value = RecordBytes.json(header.value());
                JsonNode before = json.get(header.key());
                if (before instanceof ArrayNode several) {
                    several.add(value);
                } else if (before != null) {
                    json.putArray(header.key()).add(before).add(value);
                } else {
                    json.set(header.key(), value);
                }
            }
        }
        return json;
    }

    /** ISO 8601 in UTC; null where the record has none. */
    static @Nullable String timestamp(ConsumerRecord<?, ?> entry) {
        return entry.timestamp() < 0
                ? null
                : Instant.ofEpochMilli(entry.timestamp()).toString();
    }
}
