package dev.srlstream.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring words with one role.
 *
 * @param start index of its first word
 * @param end index after its last word, exclusive
 */
public record Span(String role, int start, int end) {
    /**
     * The spans of a tag sequence, left to right. AllenNLP's may be ill-formed, as the tag of a word is that of its first
     * wordpiece: an I-X that continues no X opens a span of its own.
     */
    public static List<Span> of(List<String> tags) {
        List<Span> spans = new ArrayList<>();
        int start = 0;
        while (start < tags.size()) {
            String tag = tags.get(start);
            int end = start + 1;
            if (tag.startsWith("B-") || tag.startsWith("I-")) {
                String role = tag.substring(2);
                while (end < tags.size() && isInside(tags.get(end), role)) {
                    end++;
                }
                spans.add(new Span(role, start, end));
            }
            start = end;
        }
        return spans;
    }

    private static boolean isInside(String tag, String role) {
        return tag.length() == role.length() + 2 && tag.startsWith("I-") && tag.endsWith(role);
    }
}
