package dev.srlstream.conll;

import dev.srlstream.decode.Span;
import dev.srlstream.event.Frame;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.event.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Frames as the columns of CoNLL-2005: the word, its form where it is a predicate or {@code -}, then a column of roles in brackets for each predicate, in
 * the order of the sentence, V among them; a blank line behind the sentence. The labels are the model's, with ARG0 where CoNLL-2005 has A0.
 */
public final class ConllWriter {
    private static final String NO_TARGET = "-";
    private static final String VERB = "V";

    private ConllWriter() {}

    public static List<String> lines(SentenceFrames sentence) {
        List<Frame> frames = sentence.getFrames().stream()
                .sorted(Comparator.comparingInt(frame -> frame.getPredicate().getIndex()))
                .toList();
        List<String> words = sentence.getTokens().stream()
                .map(Token::getText)
                .map(ConllWriter::cell)
                .toList();
        List<String> targets =
                new ArrayList<>(words.stream().map(word -> NO_TARGET).toList());
        List<List<String>> columns = new ArrayList<>(List.of(words, targets));
        for (Frame frame : frames) {
            int predicate = frame.getPredicate().getIndex();
            String form = words.get(predicate);
            targets.set(predicate, form.equals(NO_TARGET) ? "_" : form);
            columns.add(roles(frame.getTags(), predicate));
        }
        List<String> lines = new ArrayList<>();
        for (int word = 0; word < words.size(); word++) {
            int row = word;
            lines.add(String.join(
                    "\t", columns.stream().map(column -> column.get(row)).toList()));
        }
        lines.add("");
        return lines;
    }

    /** A predicate that the model gives another role, or none, is V all the same where it stands in no other span: readers look for it. */
    private static List<String> roles(List<String> tags, int predicate) {
        List<Span> spans = new ArrayList<>(Span.of(tags));
        if (spans.stream().noneMatch(span -> span.start() <= predicate && predicate < span.end())) {
            spans.add(new Span(VERB, predicate, predicate + 1));
        }
        String[] cells = new String[tags.size()];
        Arrays.fill(cells, "*");
        for (Span span : spans) {
            cells[span.start()] = "(" + span.role() + cells[span.start()];
            cells[span.end() - 1] += ")";
        }
        return List.of(cells);
    }

    /** A word without the white space and the control characters that would end its column or its line. */
    private static String cell(String word) {
        StringBuilder cell = new StringBuilder();
        word.codePoints()
                .map(character -> Character.isWhitespace(character)
                                || Character.isSpaceChar(character)
                                || Character.isISOControl(character)
                        ? '_'
                        : character)
                .forEach(cell::appendCodePoint);
        return cell.isEmpty() ? "_" : cell.toString();
    }
}
