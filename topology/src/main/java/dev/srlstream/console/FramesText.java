package dev.srlstream.console;

import dev.srlstream.event.Frame;
import dev.srlstream.event.SentenceFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A sentence, and under it its frames in AllenNLP's brackets. */
public final class FramesText {
    private static final Pattern ROLE = Pattern.compile("\\[([A-Z][A-Z0-9-]*): ");

    private final Style style;

    public FramesText(Style style) {
        this.style = style;
    }

    public List<String> lines(SentenceFrames sentence) {
        List<String> lines = new ArrayList<>();
        String id = sentence.getId().isEmpty() ? "" : style.dim(TerminalText.of(sentence.getId())) + "  ";
        lines.add(id + style.bold(TerminalText.of(sentence.getText())));
        for (Frame frame : sentence.getFrames()) {
            lines.add("    " + roles(TerminalText.of(frame.getDescription())));
        }
        if (sentence.getFrames().isEmpty()) {
            lines.add("    " + style.dim("no predicate"));
        }
        return lines;
    }

    private String roles(String description) {
        return ROLE.matcher(description).replaceAll(match -> {
            String role = match.group(1);
            return "[" + (role.equals("V") ? style.predicate(role) : style.role(role)) + ": ";
        });
    }
}
