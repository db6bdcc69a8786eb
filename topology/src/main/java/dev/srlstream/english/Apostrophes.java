package dev.srlstream.english;

/** The many characters that people type for an apostrophe or a quotation mark. */
public final class Apostrophes {
    private Apostrophes() {}

    /** The text with typewriter quotation marks for typographic ones and for what is typed in their place; of the same length. */
    public static String straighten(String text) {
        StringBuilder straight = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char plain =
                    switch (c) {
                        case '\u2018', '\u2019', '\u02BC', '\u00B4', '`', '\uFF07' -> '\'';
                        case '\u201C', '\u201D' -> '"';
                        default -> c;
                    };
            if (plain != c) {
                if (straight == null) {
                    straight = new StringBuilder(text);
                }
                straight.setCharAt(i, plain);
            }
        }
        return straight == null ? text : straight.toString();
    }
}
