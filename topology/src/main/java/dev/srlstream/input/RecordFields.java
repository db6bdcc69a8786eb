package dev.srlstream.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.event.SentenceEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * What the records of sentences have besides their values. The members {@code key}, {@code headers}, {@code timestamp} and {@code partition} of a
 * line win over what is given for all lines.
 *
 * @param keyField the member or attribute that is the key; {@link #NO_KEY} for none
 * @param headers of all records; a line's header of the same name takes the place of one
 * @param timestamp in milliseconds since 1970; null for the time at which a record is sent
 * @param partition null where the key decides
 */
public record RecordFields(
        String keyField,
        List<Header> headers,
        @Nullable Long timestamp,
        @Nullable Integer partition) {
    /** The field that all sentences have, if only the numbers of their lines. */
    public static final String ID = "id";

    public static final String NO_KEY = "none";

    private static final List<String> NAMES = List.of("key", "headers", "timestamp", "partition");

    /** @throws MalformedLineException when the line is no sentence, or a member is not what its name says */
    public SentenceRecord record(SentenceLine line) throws MalformedLineException {
        SentenceEvent event = line.event();
        try {
            JsonMembers members = new JsonMembers(line.json());
            members.requireSpelling(NAMES);
            return new SentenceRecord(
                    event, key(line, event), headers(members), timestamp(members), partition(members));
        } catch (RuntimeException | StackOverflowError e) {
            throw MalformedLineException.fault(e);
        }
    }

    private byte @Nullable [] key(SentenceLine line, SentenceEvent event) throws MalformedLineException {
        if (line.json().has("key")) {
            return bytes("key", line.json().get("key"));
        }
        if (keyField.equals(NO_KEY)) {
            return null;
        }
        if (keyField.equals(ID)) {
            return SentenceRecord.utf8(event.getId());
        }
        JsonNode member = new JsonMembers(line.json()).value(keyField);
        if (member != null) {
            byte[] key = bytes(keyField, member);
            return key == null || key.length == 0 ? null : key;
        }
        String attribute = event.getAttributes().get(keyField);
        if (attribute == null) {
            throw new MalformedLineException("There is no " + keyField
                    + " to be the key, neither as a member nor among the attributes; --key-field names another.");
        }
        return SentenceRecord.utf8(attribute);
    }

    private List<Header> headers(JsonMembers members) throws MalformedLineException {
        JsonNode given = members.value("headers");
        if (given == null) {
            return headers;
        }
        if (!given.isObject()) {
            throw new MalformedLineException("headers is " + JsonMembers.typeOf(given)
                    + ", not an object of strings such as {\"source\":\"crawler\"}.");
        }
        List<Header> all = new ArrayList<>(headers);
        all.removeIf(header -> given.has(header.key()));
        for (Map.Entry<String, JsonNode> header : given.properties()) {
            String name = header.getKey();
            if (name.isEmpty()) {
                throw new MalformedLineException("headers has one without a name.");
            }
            JsonMembers.requireCharacters("The name of a header", name);
            Iterable<JsonNode> values = header.getValue().isArray() ? header.getValue() : List.of(header.getValue());
            for (JsonNode value : values) {
                all.add(new RecordHeader(name, bytes("The header " + name, value)));
            }
        }
        return all;
    }

    private @Nullable Long timestamp(JsonMembers members) throws MalformedLineException {
        JsonNode given = members.value("timestamp");
        if (given == null) {
            return timestamp;
        }
        if (given.isTextual()) {
            return RecordTime.parse("timestamp", given.textValue());
        }
        if (!given.isIntegralNumber() || !given.canConvertToLong()) {
            throw new MalformedLineException("timestamp is "
                    + (given.isNumber() ? "no whole number, or too large" : JsonMembers.typeOf(given))
                    + "; write milliseconds since 1970, or ISO 8601 in quotation marks.");
        }
        return RecordTime.checked("timestamp", given.longValue());
    }

    private @Nullable Integer partition(JsonMembers members) throws MalformedLineException {
        JsonNode given = members.value("partition");
        if (given == null) {
            return partition;
        }
        if (!given.isIntegralNumber() || !given.canConvertToInt() || given.intValue() < 0) {
            throw new MalformedLineException("partition is "
                    + (given.isNumber() ? "" : JsonMembers.typeOf(given) + ", ")
                    + "no whole number from 0 on.");
        }
        return given.intValue();
    }

    /** A string, a whole number as its digits, or an object with the member {@code base64} for bytes that are no text; null for none. */
    private static byte @Nullable [] bytes(String what, JsonNode value) throws MalformedLineException {
        if (value.isNull()) {
            return null;
        }
        if (value.isObject() && value.size() == 1 && value.path("base64").isTextual()) {
            return base64(what, value.path("base64").textValue());
        }
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw new MalformedLineException(what + " is " + JsonMembers.typeOf(value)
                    + "; write a string, a whole number, null, or {\"base64\":\"...\"} for bytes that are no text.");
        }
        JsonMembers.requireCharacters(what, value.asText());
        return value.asText().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] base64(String what, String text) throws MalformedLineException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedLineException(what + " has in base64 what is none.");
        }
    }
}
