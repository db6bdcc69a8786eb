package dev.srlstream.wordpiece;

/**
 * Python's {@code str.lower()}: Unicode's full lower-casing without a locale. {@link String#toLowerCase(java.util.Locale)}
 * differs in where it sees the end of a word, which decides the form of a sigma: it stops at word boundaries, Unicode's
 * Final_Sigma (chapter 3.13) looks past case-ignorable characters only.
 */
final class PythonLowercase {
    private static final int CAPITAL_SIGMA = 0x3A3;
    private static final int CAPITAL_I_WITH_DOT = 0x130;

    private PythonLowercase() {}

    /** @return {@code word} itself where nothing changes */
    static String of(String word) {
        int unchanged = 0;
        while (unchanged < word.length()) {
            int codePoint = word.codePointAt(unchanged);
            if (codePoint == CAPITAL_I_WITH_DOT || Character.toLowerCase(codePoint) != codePoint) {
                break;
            }
            unchanged += Character.charCount(codePoint);
        }
        return unchanged == word.length() ? word : lower(word, unchanged);
    }

    private static String lower(String word, int unchanged) {
        StringBuilder lower = new StringBuilder(word.length() + 1).append(word, 0, unchanged);
        int codePoint;
        for (int i = unchanged; i < word.length(); i += Character.charCount(codePoint)) {
            codePoint = word.codePointAt(i);
            if (codePoint == CAPITAL_SIGMA) {
                lower.append(isFinal(word, i) ? 'ς' : 'σ');
            } else if (codePoint == CAPITAL_I_WITH_DOT) {
                lower.append("i\u0307");
            } else {
                lower.appendCodePoint(Character.toLowerCase(codePoint));
            }
        }
        return lower.toString();
    }

    private static boolean isFinal(String word, int sigma) {
        int before = sigma;
        while (before > 0 && isCaseIgnorable(word.codePointBefore(before))) {
            before -= Character.charCount(word.codePointBefore(before));
        }
        if (before == 0 || !isCased(word.codePointBefore(before))) {
            return false;
        }
        int after = sigma + 1;
        while (after < word.length() && isCaseIgnorable(word.codePointAt(after))) {
            after += Character.charCount(word.codePointAt(after));
        }
        return after == word.length() || !isCased(word.codePointAt(after));
    }

    private static boolean isCased(int codePoint) {
        return Character.isLowerCase(codePoint) || Character.isUpperCase(codePoint) || Character.isTitleCase(codePoint);
    }

    /** Unicode's Case_Ignorable: marks, formats, modifiers, and the punctuation that may stand inside a word. */
    private static boolean isCaseIgnorable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT,
                    Character.MODIFIER_LETTER,
                    Character.MODIFIER_SYMBOL -> true;
            default ->
                switch (codePoint) {
                    case 0x27, 0x2E, 0x3A, 0xB7, 0x387, 0x55F, 0x5F4, 0x2018, 0x2019, 0x2024, 0x2027 -> true;
                    case 0xFE13, 0xFE52, 0xFE55, 0xFF07, 0xFF0E, 0xFF1A -> true;
                    default -> false;
                };
        };
    }
}
