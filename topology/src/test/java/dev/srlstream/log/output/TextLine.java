package dev.srlstream.log.output;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a line of {@code key=value} as a program that collects logs would, strictly. */
final class TextLine {
    private final String line;
    private int at;

    private TextLine(String line) {
        this.line = line;
    }

    /** Values by key, escapes undone, in their order. */
    static Map<String, String> fields(String line) {
        return new TextLine(line).read();
    }

    private Map<String, String> read() {
        Map<String, String> fields = new LinkedHashMap<>();
        while (at < line.length()) {
            int equals = line.indexOf('=', at);
            String key = line.substring(at, equals);
            if (!key.matches("[a-z_]+")) {
                throw new AssertionError("No key: " + key + " in " + line);
            }
            at = equals + 1;
            String value = line.charAt(at) == '"' ? quoted() : plain();
            if (fields.put(key, value) != null) {
                throw new AssertionError(key + " stands twice in " + line);
            }
            if (at < line.length() && line.charAt(at++) != ' ') {
                throw new AssertionError("No space behind " + key + " in " + line);
            }
        }
        return fields;
    }

    private String plain() {
        int space = line.indexOf(' ', at);
        String value = line.substring(at, space < 0 ? line.length() : space);
        at += value.length();
        return value;
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; line.charAt(at) != '"'; at++) {
            value.append(line.charAt(at) == '\\' ? escaped() : line.charAt(at));
        }
        at++;
        return value.toString();
    }

    private char escaped() {
        char kind = line.charAt(++at);
        if (kind == 'u') {
            char unit = (char) Integer.parseInt(line.substring(at + 1, at + 5), 16);
            at += 4;
            return unit;
        }
        return switch (kind) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '"', '\\' -> kind;
            default -> throw new AssertionError("No escape: \\" + kind + " in " + line);
        };
    }
}
