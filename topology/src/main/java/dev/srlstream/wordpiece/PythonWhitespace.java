package dev.srlstream.wordpiece;

/**
 * What Python's {@code str.split()} takes for white space. Written out, since every Java notion of it differs:
 * {@link Character#isWhitespace(int)} lacks U+0085 and the no-break spaces, {@link Character#isSpaceChar(int)} the controls.
 */
public final class PythonWhitespace {
    private PythonWhitespace() {}

    public static boolean contains(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint == ' '
                    || (codePoint >= 0x09 && codePoint <= 0x0D)
                    || (codePoint >= 0x1C && codePoint <= 0x1F);
        }
        return switch (codePoint) {
            case 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
            default -> codePoint >= 0x2000 && codePoint <= 0x200A;
        };
    }

    /** Whether there is nothing but white space; true for the empty string. */
    public static boolean isBlank(String text) {
        return text.chars().allMatch(PythonWhitespace::contains);
    }
}
