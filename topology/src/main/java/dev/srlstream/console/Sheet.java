package dev.srlstream.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A headline and paragraphs behind labels, in at most 100 columns wherever there is a blank to break at. Text from files is
 * made printable here. Owned by one text.
 */
public final class Sheet {
    static final int WIDTH = 100;

    private static final String INDENT = "  ";
    private static final int LABEL = 14;

    private final Style style;
    private final List<String> lines = new ArrayList<>();

    public Sheet(Style style, String headline) {
        this.style = style;
        lines.add(headline);
    }

    public List<String> lines() {
        return lines;
    }

    /** A paragraph without a label, to the left of all labels. */
    public void paragraph(String text) {
        wrapped(TerminalText.of(text), WIDTH - INDENT.length()).forEach(line -> lines.add(INDENT + line));
    }

    /** @param label the same as before may be left empty */
    void add(String label, String text) {
        add(label, wrapped(TerminalText.of(text), WIDTH - INDENT.length() - LABEL));
    }

    /** A name that the reader looks for, and what belongs to it: on the same line where there is room. */
    void add(String label, String name, String rest) {
        String shownName = TerminalText.of(name);
        String shownRest = TerminalText.of(rest);
        boolean fits = columns(shownName) + columns(shownRest) <= WIDTH - INDENT.length() - LABEL;
        add(
                label,
                fits
                        ? List.of(style.bold(shownName) + shownRest)
                        : List.of(style.bold(shownName), INDENT + shownRest.strip()));
    }

    /** What must not be broken is cut. */
    void cut(String label, String line) {
        String shown = TerminalText.of(line.strip());
        int width = WIDTH - INDENT.length() - LABEL;
        boolean fits = columns(shown) <= width;
        add(label, List.of(fits ? shown : shown.substring(0, shown.offsetByCodePoints(0, width - 1)) + "…"));
    }

    private void add(String label, List<String> wrapped) {
        for (int i = 0; i < wrapped.size(); i++) {
            String shown = String.format(Locale.ROOT, "%-" + LABEL + "s", i == 0 ? label : "");
            lines.add(INDENT + style.dim(shown) + wrapped.get(i));
        }
    }

    private static int columns(String text) {
        return text.codePointCount(0, text.length());
    }

    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int columns = 0;
        for (String word : text.split(" ", -1)) {
            int length = columns(word);
            if (columns > 0 && columns + 1 + length > width) {
                lines.add(line.toString());
                line.setLength(0);
                columns = 0;
            }
            if (columns > 0) {
                line.append(' ');
                columns++;
            }
            line.append(word);
            columns += length;
        }
        lines.add(line.toString());
        return lines;
    }
}
