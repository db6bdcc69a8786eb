package dev.srlstream.webconsole;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes an event as {@code text/event-stream} has it: its name, and its data as JSON in one line. */
final class ServerSentEvent {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ServerSentEvent() {}

    /** @param data a record, a map or a list; in its strings halves of characters become question marks */
    static byte[] of(String name, @Nullable Object data) {
        try {
            String json = JSON.writeValueAsString(data);
            return ("event: " + name + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The event " + name + " cannot be written as JSON", e);
        }
    }
}
