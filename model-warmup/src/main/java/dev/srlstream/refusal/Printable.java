package dev.srlstream.refusal;

import java.util.regex.Pattern;

/** Text from a file that is not trusted, made fit for a message. */
public final class Printable {
    private static final int MAX_CHARACTERS = 120;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]");

    /** Wrappers lengthen the keys of a BERT, which have some 80 characters, to twice that. */
    private static final int LONGEST_KEY = 400;

    private Printable() {}

    /** Whether a text may be the key of a tensor: not too long, on one line, without control characters. */
    public static boolean isKey(String text) {
        return text.length() <= LONGEST_KEY && !UNPRINTABLE.matcher(text).find();
    }

    /** Short, on one line, without control characters. */
    public static String excerpt(String text) {
        String plain = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) + "…" : text;
        return UNPRINTABLE.matcher(plain).replaceAll("?");
    }
}
