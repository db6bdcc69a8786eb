package dev.srlstream.weights;

/** Text from a file that is not trusted, made fit for a message. */
public final class Printable {
    private static final int MAX_CHARACTERS = 120;

    private Printable() {}

    /** Short, on one line, without control characters. */
    public static String excerpt(String text) {
        String plain = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) + "…" : text;
        return plain.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]", "?");
    }
}
