package dev.srlstream.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.config.ClosestName;
import dev.srlstream.console.TerminalText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object, each of the type that is asked for; absent and null are the same. Says which member is of another
 * type, never what stands in it.
 */
public record JsonMembers(JsonNode object) {
    /** Of two letters one is too easily another. */
    private static final int SHORTEST_MISSPELT = 4;

    /**
     * What was meant for tokens and is passed over as "token" would give other frames, and nobody would know.
     *
     * @param meant names that members have here
     */
    public void requireSpelling(List<String> meant) throws MalformedLineException {
        List<String> absent = meant.stream().filter(name -> !object.has(name)).toList();
        Iterator<String> names = object.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            for (String known : absent) {
                if (isMisspelt(name, known)) {
                    throw new MalformedLineException(
                            TerminalText.of(name) + " means nothing here; did you mean " + known + "?");
                }
            }
        }
    }

    private static boolean isMisspelt(String name, String meant) {
        return Math.abs(name.length() - meant.length()) <= 1
                && (name.equalsIgnoreCase(meant)
                        || (meant.length() >= SHORTEST_MISSPELT
                                && (ClosestName.distance(name, meant) <= 1 || isTransposed(name, meant))));
    }

    /** Of the same letters in another order, as in timestmap. */
    private static boolean isTransposed(String name, String meant) {
        return Arrays.equals(
                name.chars().sorted().toArray(), meant.chars().sorted().toArray());
    }

    @Nullable
    public String string(String name) throws MalformedLineException {
        JsonNode value = value(name);
        return value == null ? null : string(name, value);
    }

    @Nullable
    public List<String> strings(String name) throws MalformedLineException {
        JsonNode array = array(name, "strings such as [\"She\",\"left\"]");
        if (array == null) {
            return null;
        }
        List<String> strings = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            strings.add(string(name + "[" + strings.size() + "]", element));
        }
        return strings;
    }

    @Nullable
    public List<Integer> integers(String name) throws MalformedLineException {
        JsonNode array = array(name, "whole numbers such as [0,3]");
        if (array == null) {
            return null;
        }
        List<Integer> integers = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            if (!element.isIntegralNumber() || !element.canConvertToInt()) {
                throw new MalformedLineException(name + "[" + integers.size() + "] is "
                        + (element.isNumber()
                                ? "no whole number, or too large."
                                : typeOf(element) + ", not a number."));
            }
            integers.add(element.intValue());
        }
        return integers;
    }

    public Map<String, String> stringMap(String name) throws MalformedLineException {
        JsonNode map = value(name);
        Map<String, String> strings = new HashMap<>();
        if (map == null) {
            return strings;
        }
        if (!map.isObject()) {
            throw new MalformedLineException(name + " is " + typeOf(map) + ", not an object of strings.");
        }
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            requireCharacters("The name of a member of " + name, entry.getKey());
            strings.put(entry.getKey(), string("A member of " + name, entry.getValue()));
        }
        return strings;
    }

    /** Null where it is absent or null. */
    @Nullable
    public JsonNode value(String name) {
        JsonNode value = object.path(name);
        return value.isNull() || value.isMissingNode() ? null : value;
    }

    public static String typeOf(JsonNode value) {
        String type = value.getNodeType().name().toLowerCase(Locale.ROOT);
        return switch (value.getNodeType()) {
            case ARRAY, OBJECT -> "an " + type;
            case BOOLEAN -> value.asText();
            case NULL -> "null";
            default -> "a " + type;
        };
    }

    private @Nullable JsonNode array(String name, String elements) throws MalformedLineException {
        JsonNode array = value(name);
        if (array != null && !array.isArray()) {
            throw new MalformedLineException(name + " is " + typeOf(array) + ", not an array of " + elements + ".");
        }
        return array;
    }

    private static String string(String what, JsonNode value) throws MalformedLineException {
        if (!value.isTextual()) {
            throw new MalformedLineException(what + " is " + typeOf(value) + ", not a string.");
        }
        requireCharacters(what, value.textValue());
        return value.textValue();
    }

    /** Escapes can write what UTF-8 cannot: it would be labelled as if a question mark stood there. */
    public static void requireCharacters(String what, String text) throws MalformedLineException {
        if (text.codePoints().anyMatch(character -> character <= 0xffff && Character.isSurrogate((char) character))) {
            throw new MalformedLineException(what
                    + " has half a character, a lone surrogate such as \\ud800: it was cut, or converted"
                    + " wrongly, before it came here.");
        }
    }
}
