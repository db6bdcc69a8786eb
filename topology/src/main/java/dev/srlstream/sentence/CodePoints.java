package dev.srlstream.sentence;

import dev.srlstream.event.Token;

/**
 * Makes pieces of a text, taken from left to right, into tokens with offsets in UTF-16 code units and in Unicode code points; walks over
 * the text once. A surrogate that stands alone counts as one code point, as in {@link String#codePointCount}. Owned by one thread.
 */
final class CodePoints {
    private final String text;
    private int passed;
    private int count;

    CodePoints(String text) {
        this.text = text;
    }

    /**
     * @param begin in UTF-16 code units, not before the end of the last token and not inside a code point
     * @param end exclusive, not inside a code point
     */
    Token token(int begin, int end) {
        return token(text.substring(begin, end), begin, end);
    }

    /** A token that is written in another way in the text. */
    Token token(String word, int begin, int end) {
        return new Token(word, begin, end, before(begin), before(end));
    }

    private int before(int index) {
        count += text.codePointCount(passed, index);
        passed = index;
        return count;
    }

    /** Whether an index is between the two code units of one code point. */
    static boolean isInsideOne(String text, int index) {
        return index > 0
                && index < text.length()
                && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
    }
}
