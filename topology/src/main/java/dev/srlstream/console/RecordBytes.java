package dev.srlstream.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Keys and values of headers, which are bytes and mostly text. */
final class RecordBytes {
    private RecordBytes() {}

    /** Null where they are no UTF-8. */
    static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** For a line on a terminal. */
    static String line(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "null";
        }
        String text = text(bytes);
        return text == null ? "base64:" + Base64.getEncoder().encodeToString(bytes) : TerminalText.of(text);
    }

    /** A string; an object with the member {@code base64} where they are no text. */
    static JsonNode json(byte @Nullable [] bytes) {
        if (bytes == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        String text = text(bytes);
        return text == null
                ? JsonNodeFactory.instance.objectNode().put("base64", bytes)
                : JsonNodeFactory.instance.textNode(text);
    }
}
