package dev.srlstream.input;

import java.util.Arrays;
import java.util.regex.Pattern;

/** What a line is, as far as its first characters tell. */
public enum LineKind {
    OBJECT(""),
    ARRAY("This is a JSON array; jq -c '.[]' makes a line of each of its objects."),
    PIECE("This is a piece of JSON that goes over several lines; jq -c makes a line of each object, jq -c '.[]' of"
            + " an array's."),
    TABLE("This is a row of a table, such as a CoNLL file has."),
    TEXT("This is plain text.");

    /** The beginning is enough to tell, whatever the line's length. */
    private static final int LOOKED_AT = 1_000;

    private static final Pattern BRACKET = Pattern.compile("[\\[{]+|[}\\]]+,?");
    private static final Pattern MEMBER = Pattern.compile("\"\\w{1,40}\"\\s*:\\s*[\"\\[{0-9tfn-].*", Pattern.DOTALL);
    private static final Pattern ARRAY_BEGIN = Pattern.compile("\\[\\s*[\\[{\"\\]].*", Pattern.DOTALL);
    private static final Pattern NUMBERED = Pattern.compile("[0-9]+\t.*", Pattern.DOTALL);
    /** A column of trees or spans, as in {@code (S(NP*} and {@code *)}. */
    private static final Pattern SPAN = Pattern.compile("[(A-Z0-9-]*\\*\\)*");

    private final String sentence;

    LineKind(String sentence) {
        this.sentence = sentence;
    }

    /** Says what it is, and what makes sentences of it. */
    public String sentence() {
        return sentence;
    }

    public static LineKind of(String line) {
        String begin = line.substring(0, Math.min(line.length(), LOOKED_AT)).strip();
        if (BRACKET.matcher(begin).matches() || MEMBER.matcher(begin).matches()) {
            return PIECE;
        }
        if (begin.startsWith("{")) {
            return OBJECT;
        }
        if (ARRAY_BEGIN.matcher(begin).matches()) {
            return ARRAY;
        }
        long tabs = begin.chars().filter(character -> character == '\t').count();
        boolean spans = begin.contains("*")
                && Arrays.stream(begin.split("\\s+", -1))
                                .filter(SPAN.asMatchPredicate())
                                .count()
                        > 1;
        return tabs > 1 || spans || NUMBERED.matcher(begin).matches() ? TABLE : TEXT;
    }
}
