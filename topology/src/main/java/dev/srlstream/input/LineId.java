package dev.srlstream.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;

/**
 * The id of a line.
 *
 * @param text of a number the characters that stand in the line: 1.0 is not 1
 * @param number whether it is a number in JSON, and not a string
 */
public record LineId(String text, boolean number) {
    /** As it stood in the line. */
    public JsonNode json() {
        return number
                ? JsonNodeFactory.instance.rawValueNode(new RawValue(text))
                : JsonNodeFactory.instance.textNode(text);
    }
}
