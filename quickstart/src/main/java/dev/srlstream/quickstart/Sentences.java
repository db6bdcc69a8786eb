package dev.srlstream.quickstart;

import dev.srlstream.cli.CommandFailure;
import dev.srlstream.console.InputLines;
import dev.srlstream.console.MalformedLineException;
import dev.srlstream.console.SentenceLine;
import dev.srlstream.event.SentenceEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The sentences of a demo. */
final class Sentences {
    private static final int USAGE = 2;

    private Sentences() {}

    /** The bundled ones, of which the last cannot be labelled. */
    static List<SentenceEvent> samples() throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(Sentences.class.getResourceAsStream("sentences.jsonl"), "sentences.jsonl")) {
            return read(stream, "sentences.jsonl");
        }
    }

    static List<SentenceEvent> read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(stream, file.toString());
        }
    }

    private static List<SentenceEvent> read(InputStream stream, String name) throws IOException {
        InputLines lines = new InputLines(stream);
        List<SentenceEvent> events = new ArrayList<>();
        try {
            SentenceEvent event = SentenceLine.next(lines);
            while (event != null) {
                events.add(event);
                event = SentenceLine.next(lines);
            }
        } catch (MalformedLineException e) {
            throw new CommandFailure(USAGE, name + ", line " + lines.number() + ": " + e.getMessage());
        }
        if (events.isEmpty()) {
            throw new CommandFailure(USAGE, "There is no sentence in " + name + ".");
        }
        return events;
    }
}
