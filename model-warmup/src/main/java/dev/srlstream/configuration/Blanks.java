package dev.srlstream.configuration;

/** White space in the lines of a file: what Unicode calls so, no-break spaces and U+0085 included. */
public final class Blanks {
    private static final char NEXT_LINE = '\u0085';

    private Blanks() {}

    /** Without the blanks at both ends. */
    public static String strip(String line) {
        int begin = 0;
        int end = line.length();
        while (begin < end && isBlank(line.charAt(begin))) {
            begin++;
        }
        while (begin < end && isBlank(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(begin, end);
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == NEXT_LINE;
    }
}
