package dev.srlstream.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A line as JSON. What is wrong with it is said in words of ours: those of the parser speak of the parser. */
public final class JsonLine {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final String CUT = "The JSON ends too early: a quotation mark, a brace or a bracket is missing.";

    private JsonLine() {}

    /** @param line begins with a brace */
    public static JsonNode object(String line) throws MalformedLineException {
        try (JsonParser parser = JSON.createParser(line)) {
            JsonNode json = JSON.readTree(parser);
            requireEnd(parser);
            return json;
        } catch (JsonEOFException e) {
            throw new MalformedLineException(CUT);
        } catch (StreamConstraintsException e) {
            throw new MalformedLineException(
                    "The JSON has a number of more than 1,000 digits, or goes more than 1,000 levels deep.");
        } catch (JsonProcessingException e) {
            throw new MalformedLineException(broken(line, e.getLocation().getColumnNr()));
        } catch (IOException e) {
            throw new UncheckedIOException("A string cannot be read", e);
        }
    }

    private static void requireEnd(JsonParser parser) throws IOException, MalformedLineException {
        boolean more;
        try {
            more = parser.nextToken() != null;
        } catch (JsonProcessingException e) {
            more = true;
        }
        if (more) {
            throw new MalformedLineException(
                    "Something follows the JSON object; a line holds one object and nothing else.");
        }
    }

    /** @param column where the parser stopped, from 1: at what it did not expect, or behind it */
    private static String broken(String line, int column) {
        if (column > line.length()) {
            return CUT;
        }
        char at = line.charAt(Math.min(Math.max(column, 1), line.length()) - 1);
        char before = line.charAt(Math.min(Math.max(column - 1, 1), line.length()) - 1);
        String cure = ".";
        if (at == '\'' || before == '\'') {
            cure = "; names and strings need double quotation marks.";
        } else if (at < ' ' || before < ' ') {
            cure = String.format(
                    Locale.ROOT, "; write the control character there as \\u%04x.", (int) (at < ' ' ? at : before));
        }
        return "The JSON is broken at column " + column + cure;
    }

    /** The characters of the number that a member has as its value. Of members with the same name the last counts. */
    public static String number(String line, String member) {
        String number = "";
        try (JsonParser parser = JSON.createParser(line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(member);
                parser.nextToken();
                number = wanted ? parser.getText() : number;
                parser.skipChildren();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The line was read before", e);
        }
        return number;
    }
}
