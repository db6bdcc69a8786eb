package dev.srlstream.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.event.SentenceEvent;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A record that is to be published, as the line of JSON that {@code srl publish} makes it from. */
public final class RecordJson {
    private RecordJson() {}

    /**
     * One JSON object.
     *
     * @param key null for none
     * @param timestamp in milliseconds since 1970; null where sending decides
     * @param partition null where sending decides
     */
    public static String of(
            SentenceEvent sentence,
            byte @Nullable [] key,
            List<Header> headers,
            @Nullable Long timestamp,
            @Nullable Integer partition) {
        ObjectNode json = SentenceJson.of(sentence);
        json.set("key", RecordBytes.json(key));
        json.set("headers", RecordMetadata.headers(new RecordHeaders(headers), header -> true));
        if (timestamp != null) {
            json.put("timestamp", Instant.ofEpochMilli(timestamp).toString());
        }
        if (partition != null) {
            json.put("partition", partition);
        }
        return json.toString();
    }
}
