package dev.srlstream.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.srlstream.weights.CheckpointException;
import dev.srlstream.weights.Printable;
import java.io.IOException;

/** JSON as Python writes it: NaN and Infinity are numbers. */
final class Json {
    /** AllenNLP's have some kilobytes; bounds the heap that a hostile one can ask for, some hundred times as much. */
    private static final int MAX_BYTES = 1 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Json() {}

    /** @param origin file that the content came from, for messages */
    static JsonNode parseObject(byte[] content, String origin) throws CheckpointException {
        if (content.length > MAX_BYTES) {
            throw new CheckpointException(
                    origin + " has " + content.length + " bytes; no configuration needs more than " + MAX_BYTES + ".");
        }
        JsonNode node;
        try {
            node = MAPPER.readTree(content);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new CheckpointException(
                    origin + " is not JSON: line " + line + ", " + Printable.excerpt(e.getOriginalMessage()) + ".", e);
        } catch (IOException e) {
            throw new CheckpointException(origin + " is not JSON text in UTF-8.", e);
        }
        if (!node.isObject()) {
            throw new CheckpointException(origin + " is not a JSON object.");
        }
        return node;
    }
}
