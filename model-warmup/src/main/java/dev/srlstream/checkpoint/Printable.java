package dev.srlstream.checkpoint;

/** Text from a file that is not trusted, made fit for a message. */
final class Printable {
    private static final int MAX_CHARACTERS = 120;

    private Printable() {}

    /** Short, on one line, without control characters. */
    static String excerpt(String text) {
        String plain = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) + "…" : text;
        return plain.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
    }
}
