package dev.srlstream.console;

/** Text from elsewhere, made safe for a terminal. */
public final class TerminalText {
    private TerminalText() {}

    /** Control characters as escapes, so that nobody's record can move the cursor, recolour or retitle the reader's terminal. */
    public static String of(CharSequence text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character == '\t' || isHarmless(character)) {
                safe.appendCodePoint(character);
            } else {
                safe.append(String.format("\\u%04x", character));
            }
        });
        return safe.toString();
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            // Joiners belong to scripts and emoji; the marks that reverse the reading direction hide what is there.
            case Character.FORMAT -> character == 0x200c || character == 0x200d || character == 0xad;
            default -> true;
        };
    }
}
