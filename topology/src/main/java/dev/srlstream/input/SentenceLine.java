package dev.srlstream.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.console.TerminalText;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.wordpiece.PythonWhitespace;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A sentence as an object of JSON. Members that mean nothing here are ignored, unless one looks like a misspelt name.
 *
 * @param id the line's own, or its number where it has none
 */
public record SentenceLine(LineId id, JsonNode json) {
    private static final int NAMES_SHOWN = 5;

    /** AllenNLP's predictors say sentence. */
    private static final List<String> TEXTS = List.of("text", "sentence");

    private static final List<String> OTHERS = List.of("id", "tokens", "predicates", "language", "attributes");

    private static final List<String> ALL =
            Stream.concat(OTHERS.stream(), TEXTS.stream()).toList();

    /**
     * Reads a line that begins with a brace.
     *
     * @param number the line's
     */
    public static SentenceLine parse(String line, long number) throws MalformedLineException {
        JsonNode json = JsonLine.object(line);
        JsonNode id = new JsonMembers(json).value("id");
        if (id == null) {
            return new SentenceLine(numbered(number), json);
        }
        if (id.isNumber()) {
            return new SentenceLine(new LineId(JsonLine.number(line, "id"), true), json);
        }
        if (!id.isTextual()) {
            throw new MalformedLineException("id is " + JsonMembers.typeOf(id) + ", not a string or a number.");
        }
        JsonMembers.requireCharacters("id", id.textValue());
        return new SentenceLine(new LineId(id.textValue(), false), json);
    }

    /** The id of a line that has none. */
    public static LineId numbered(long number) {
        return new LineId(Long.toString(number), false);
    }

    /** The sentence; where the line has tokens but no text, the text is the tokens with a space in between. */
    public SentenceEvent event() throws MalformedLineException {
        try {
            return read();
        } catch (RuntimeException | StackOverflowError e) {
            throw MalformedLineException.fault(e);
        }
    }

    private SentenceEvent read() throws MalformedLineException {
        JsonMembers members = new JsonMembers(json);
        members.requireSpelling(TEXTS.stream().noneMatch(json::has) ? ALL : OTHERS);
        List<String> tokens = members.strings("tokens");
        if (tokens != null && tokens.isEmpty()) {
            throw new MalformedLineException("tokens is empty; leave it out, and the words are found in the text.");
        }
        if (tokens != null && tokens.stream().allMatch(PythonWhitespace::isBlank)) {
            throw new MalformedLineException("tokens has nothing but white space in it.");
        }
        String language = members.string("language");
        return SentenceEvent.newBuilder()
                .setId(id.text())
                .setText(text(members, tokens))
                .setTokens(tokens)
                .setPredicates(members.integers("predicates"))
                .setLanguage(language == null ? "en" : language)
                .setAttributes(members.stringMap("attributes"))
                .build();
    }

    private String text(JsonMembers members, @Nullable List<String> tokens) throws MalformedLineException {
        String text = members.string("text");
        String sentence = members.string("sentence");
        if (text != null && sentence != null && !text.equals(sentence)) {
            throw new MalformedLineException("text and sentence differ, and mean the same; leave one out.");
        }
        if (text != null) {
            return text;
        }
        if (sentence != null) {
            return sentence;
        }
        if (tokens == null) {
            throw new MalformedLineException("There is neither text nor sentence nor tokens, " + names() + ".");
        }
        return String.join(" ", tokens);
    }

    private String names() {
        List<String> names = new ArrayList<>();
        Iterator<String> all = json.fieldNames();
        while (all.hasNext() && names.size() < NAMES_SHOWN) {
            String name = all.next();
            names.add(TerminalText.of(name.substring(0, Math.min(name.length(), 20))));
        }
        return names.isEmpty() ? "nor anything else" : "only " + String.join(", ", names);
    }
}
