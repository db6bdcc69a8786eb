package dev.srlstream.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * JSON as Python writes it, with NaN and Infinity, and as people write it for AllenNLP, which reads its configurations as
 * jsonnet: with comments, commas behind the last element, keys without quotes and strings in single quotes.
 */
public final class Json {
    /** AllenNLP's have some kilobytes; bounds the heap that a hostile one can ask for, some hundred times as much. */
    private static final int MAX_BYTES = 1 << 20;

    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_JAVA_COMMENTS,
                    JsonReadFeature.ALLOW_YAML_COMMENTS,
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * A new tree each time.
     *
     * @param origin file that the content came from, for messages
     */
    public static ObjectNode parseObject(byte[] content, String origin) throws CheckpointException {
        if (content.length > MAX_BYTES) {
            throw new CheckpointException(
                    origin + " has " + content.length + " bytes; no configuration needs more than " + MAX_BYTES + ".");
        }
        String text = UnicodeText.of(content, origin).text();
        JsonNode node;
        try {
            node = LENIENT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new CheckpointException(origin + reason(e, text), e);
        }
        if (!(node instanceof ObjectNode object)) {
            throw new CheckpointException(
                    origin + (text.isBlank() ? " is empty" : " is not a JSON object") + "; expected is { … }.");
        }
        return object;
    }

    /**
     * The content where every reader of JSON takes it for the object; else the object written anew in UTF-8, with null for
     * NaN and Infinity.
     */
    public static byte[] plain(byte[] content, ObjectNode object) {
        return isPlain(content, object)
                ? content
                : (withoutNan(object).toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode withoutNan(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(withoutNan(entry.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, withoutNan(array.get(i)));
            }
        }
        boolean number = !node.isFloatingPointNumber() || Double.isFinite(node.doubleValue());
        return number ? node : NullNode.getInstance();
    }

    private static boolean isPlain(byte[] content, ObjectNode object) {
        try {
            return UnicodeText.Encoding.of(content) == UnicodeText.Encoding.UTF_8
                    && STRICT.readTree(new String(content, StandardCharsets.UTF_8))
                            .equals(object);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** The parser's own words are for programmers. */
    private static String reason(JsonProcessingException e, String text) {
        if (e.getLocation() == null) {
            return " is not JSON.";
        }
        Optional<Jsonnet> jsonnet = Jsonnet.first(text, e.getLocation().getCharOffset());
        if (jsonnet.isPresent()) {
            return ", line " + jsonnet.get().line() + ", has "
                    + Printable.excerpt(jsonnet.get().construct())
                    + ", which is jsonnet to be evaluated: take the file that training wrote into its serialization"
                    + " directory, which is plain JSON, or write one with the command jsonnet.";
        }
        return e instanceof JsonEOFException
                ? " is not JSON: it ends before it is complete, in line "
                        + e.getLocation().getLineNr() + "."
                : " is not JSON: the mistake is in line " + e.getLocation().getLineNr() + ", at or before column "
                        + e.getLocation().getColumnNr() + ".";
    }
}
