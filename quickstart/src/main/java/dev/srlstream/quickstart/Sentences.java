package dev.srlstream.quickstart;

import dev.srlstream.cli.CommandFailure;
import dev.srlstream.console.InputFile;
import dev.srlstream.console.InputLines;
import dev.srlstream.console.MalformedLineException;
import dev.srlstream.console.SentenceLine;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.operations.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The sentences of a demo. */
public final class Sentences {
    /** They are all held in memory, next to a broker. */
    private static final int MOST = 100_000;

    private static final int MOST_CHARACTERS = 10_000_000;

    private Sentences() {}

    /** The bundled ones, of which the last cannot be labelled. */
    public static List<SentenceEvent> samples() throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(Sentences.class.getResourceAsStream("sentences.jsonl"), "sentences.jsonl")) {
            return read(stream, "sentences.jsonl");
        }
    }

    /** Sentences of a file, one per line, as text or JSON. */
    public static List<SentenceEvent> read(Path file) throws IOException {
        try (InputStream stream = InputFile.open(file)) {
            return read(stream, file.toString());
        }
    }

    private static List<SentenceEvent> read(InputStream stream, String name) throws IOException {
        InputLines lines = new InputLines(stream);
        List<SentenceEvent> events = new ArrayList<>();
        long characters = 0;
        try {
            SentenceEvent event = SentenceLine.next(lines);
            while (event != null) {
                characters += event.getText().length();
                if (events.size() == MOST || characters > MOST_CHARACTERS) {
                    throw new CommandFailure(
                            ExitCode.USAGE,
                            "%s holds too much for a demo, which takes %,d sentences of %,d characters in all; 'srl publish' takes any number, also to 'srl demo --keep-running'."
                                    .formatted(name, MOST, MOST_CHARACTERS));
                }
                events.add(event);
                event = SentenceLine.next(lines);
            }
        } catch (MalformedLineException e) {
            throw new CommandFailure(ExitCode.USAGE, name + ", line " + lines.number() + ": " + e.getMessage());
        }
        if (events.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "There is no sentence in " + name + ".");
        }
        return events;
    }
}
