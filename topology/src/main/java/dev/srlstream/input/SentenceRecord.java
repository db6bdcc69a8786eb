package dev.srlstream.input;

import dev.srlstream.event.SentenceEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A sentence with what its record has besides the value.
 *
 * @param key null for none
 * @param headers in the order in which the record has them
 * @param timestamp in milliseconds since 1970; null for the time at which it is sent
 * @param partition null where the key decides
 */
public record SentenceRecord(
        SentenceEvent event,
        byte @Nullable [] key,
        List<Header> headers,
        @Nullable Long timestamp,
        @Nullable Integer partition) {

    /** With its id as the key, and nothing else. */
    public static SentenceRecord of(SentenceEvent event) {
        return new SentenceRecord(event, utf8(event.getId()), List.of(), null, null);
    }

    /** Null for an empty id or text: a key that all of them would share is none. */
    static byte @Nullable [] utf8(String key) {
        return key.isEmpty() ? null : key.getBytes(StandardCharsets.UTF_8);
    }
}
