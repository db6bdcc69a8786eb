package dev.srlstream.webconsole;

import dev.srlstream.event.Argument;
import dev.srlstream.event.Frame;
import dev.srlstream.event.Token;
import dev.srlstream.sentence.Labelled;
import dev.srlstream.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * A sentence with its frames as the page draws them: only so much of both as a person reads.
 *
 * @param text the sentence, or its words with blanks between them where not all occur in it; its beginning where it is long
 * @param cut whether there is more of it
 * @param frames the first ones
 */
record SentenceView(String id, String text, boolean cut, List<FrameView> frames) {
    private static final int LONGEST = 600;
    private static final int LONGEST_ID = 100;
    private static final int MOST_FRAMES = 8;

    /** @param spans the predicate, under the role V, and the arguments */
    record FrameView(String predicate, List<SpanView> spans) {}

    /**
     * A part of the text.
     *
     * @param begin offset of its first UTF-16 code unit
     * @param end offset after its last one
     */
    record SpanView(String role, int begin, int end) {}

    /** The words in a text, each with where it begins and ends. */
    private record Words(String text, int[] begins, int[] ends) {
        static Words of(Sentence sentence) {
            List<Token> tokens = sentence.tokens();
            boolean located = tokens.stream().allMatch(token -> token.getBegin() >= 0);
            StringBuilder joined = new StringBuilder();
            int[] begins = new int[tokens.size()];
            int[] ends = new int[tokens.size()];
            for (int i = 0; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                if (i > 0) {
                    joined.append(' ');
                }
                begins[i] = located ? token.getBegin() : joined.length();
                joined.append(token.getText());
                ends[i] = located ? token.getEnd() : joined.length();
            }
            return new Words(located ? sentence.text() : joined.toString(), begins, ends);
        }
    }

    static SentenceView of(Labelled labelled) {
        Sentence sentence = labelled.sentence();
        Words words = Words.of(sentence);
        String text = beginning(words.text(), LONGEST);
        List<FrameView> frames = labelled.frames().stream()
                .limit(MOST_FRAMES)
                .map(frame -> frame(frame, words, text.length()))
                .toList();
        boolean cut = text.length() < words.text().length();
        return new SentenceView(beginning(sentence.id(), LONGEST_ID), text, cut, frames);
    }

    private static FrameView frame(Frame frame, Words words, int length) {
        List<SpanView> spans = new ArrayList<>();
        int predicate = frame.getPredicate().getIndex();
        add(spans, "V", predicate, predicate + 1, words, length);
        for (Argument argument : frame.getArguments()) {
            add(spans, argument.getRole(), argument.getStart(), argument.getEnd(), words, length);
        }
        return new FrameView(beginning(frame.getPredicate().getText(), LONGEST_ID), spans);
    }

    private static void add(List<SpanView> spans, String role, int first, int end, Words words, int length) {
        int begin = words.begins()[first];
        if (begin < length) {
            spans.add(new SpanView(role, begin, Math.min(words.ends()[end - 1], length)));
        }
    }

    /** Never ends within a character. */
    private static String beginning(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
