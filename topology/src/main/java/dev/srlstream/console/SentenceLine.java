package dev.srlstream.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.srlstream.event.SentenceEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of JSON that holds a sentence. Members that mean nothing here are ignored.
 *
 * @param id as it stands in the line, a string or a number; null where there is none
 */
public record SentenceLine(JsonNode id, JsonNode json) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The next sentence: a line that begins with a brace is JSON, any other the text of a sentence; null after the last. */
    public static @Nullable SentenceEvent next(InputLines lines) throws IOException, MalformedLineException {
        String line = lines.next();
        if (line == null || line.stripLeading().startsWith("{")) {
            return line == null ? null : parse(line).event();
        }
        return SentenceEvent.newBuilder()
                .setId(Long.toString(lines.number()))
                .setText(line)
                .build();
    }

    /** A line of JSON. */
    public static SentenceLine parse(String line) throws MalformedLineException {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            // Where the object began is always the same place here: this line.
            throw new MalformedLineException(
                    "This is not JSON: " + e.getOriginalMessage().replaceFirst(" \\(start marker at .*", "") + ".");
        }
        if (!json.isObject()) {
            throw new MalformedLineException(
                    "This is not a JSON object with id and text, or id, tokens and predicates.");
        }
        JsonNode id = json.path("id");
        if (id.isTextual() || id.isNumber()) {
            return new SentenceLine(id, json);
        }
        if (id.isNull() || id.isMissingNode()) {
            return new SentenceLine(NullNode.getInstance(), json);
        }
        throw new MalformedLineException("id is neither a string nor a number.");
    }

    /** The sentence; where the line has tokens but no text, the text is the tokens with a space in between. */
    public SentenceEvent event() throws MalformedLineException {
        List<String> tokens = tokens();
        String text = text("text");
        if (text == null) {
            if (tokens == null) {
                throw new MalformedLineException("There is neither text nor tokens.");
            }
            text = String.join(" ", tokens);
        }
        String language = text("language");
        return SentenceEvent.newBuilder()
                .setId(id.isNull() ? "" : id.asText())
                .setText(text)
                .setTokens(tokens)
                .setPredicates(predicates())
                .setLanguage(language == null ? "en" : language)
                .setAttributes(attributes())
                .build();
    }

    private @Nullable String text(String member) throws MalformedLineException {
        JsonNode value = json.path(member);
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new MalformedLineException(member + " is not a string.");
        }
        return value.textValue();
    }

    private @Nullable List<String> tokens() throws MalformedLineException {
        JsonNode array = array("tokens");
        if (array == null) {
            return null;
        }
        List<String> tokens = new ArrayList<>();
        for (JsonNode token : array) {
            if (!token.isTextual()) {
                throw new MalformedLineException("tokens holds something that is not a string: " + token + ".");
            }
            tokens.add(token.textValue());
        }
        return tokens;
    }

    private @Nullable List<Integer> predicates() throws MalformedLineException {
        JsonNode array = array("predicates");
        if (array == null) {
            return null;
        }
        List<Integer> predicates = new ArrayList<>();
        for (JsonNode index : array) {
            if (!index.isIntegralNumber() || !index.canConvertToInt()) {
                throw new MalformedLineException("predicates holds something that is not an index: " + index + ".");
            }
            predicates.add(index.intValue());
        }
        return predicates;
    }

    private Map<String, String> attributes() throws MalformedLineException {
        JsonNode object = json.path("attributes");
        Map<String, String> attributes = new HashMap<>();
        if (object.isNull() || object.isMissingNode()) {
            return attributes;
        }
        if (!object.isObject()) {
            throw new MalformedLineException("attributes is not an object of strings.");
        }
        for (Map.Entry<String, JsonNode> attribute : object.properties()) {
            if (!attribute.getValue().isTextual()) {
                throw new MalformedLineException("The attribute " + attribute.getKey() + " is not a string.");
            }
            attributes.put(attribute.getKey(), attribute.getValue().textValue());
        }
        return attributes;
    }

    private @Nullable JsonNode array(String member) throws MalformedLineException {
        JsonNode array = json.path(member);
        if (array.isNull() || array.isMissingNode()) {
            return null;
        }
        if (!array.isArray()) {
            throw new MalformedLineException(member + " is not an array.");
        }
        return array;
    }
}
