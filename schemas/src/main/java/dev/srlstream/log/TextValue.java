package dev.srlstream.log;

/**
 * A value in a line of {@code key=value}. One with spaces, quotes, backslashes or equals signs, with characters that control a terminal
 * or end a line, or with none at all, is put into quotes, with escapes as in JSON: so no value looks like another key or another line.
 */
public final class TextValue {
    private TextValue() {}

    public static String of(String value) {
        if (!value.isEmpty() && value.codePoints().allMatch(TextValue::isPlain)) {
            return value;
        }
        StringBuilder quoted = new StringBuilder(value.length() + 16).append('"');
        value.codePoints().forEach(point -> append(quoted, point));
        return quoted.append('"').toString();
    }

    private static boolean isPlain(int point) {
        return point != '"'
                && point != '='
                && point != '\\'
                && !Character.isSpaceChar(point)
                && !Character.isWhitespace(point)
                && isVisible(point);
    }

    private static void append(StringBuilder quoted, int point) {
        switch (point) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (isVisible(point)) {
                    quoted.appendCodePoint(point);
                } else {
                    for (char unit : Character.toChars(point)) {
                        quoted.append("\\u").append(String.format("%04x", (int) unit));
                    }
                }
            }
        }
    }

    /** False for what moves the cursor, ends a line, turns the direction of writing, or is half of a character. */
    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
