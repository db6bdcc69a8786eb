package dev.srlstream.quickstart;

import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.input.InputFile;
import dev.srlstream.input.LineFormat;
import dev.srlstream.input.MalformedLineException;
import dev.srlstream.input.SentenceLine;
import dev.srlstream.input.SentenceLines;
import dev.srlstream.operations.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

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
            return read(stream, "sentences.jsonl", problem -> {
                throw new IllegalStateException(problem);
            });
        }
    }

    /**
     * Sentences of a file, one per line, as text or JSON.
     *
     * @param problems is told of each line that is no sentence and is left out
     */
    public static List<SentenceEvent> read(Path file, Consumer<String> problems) throws IOException {
        try (InputStream stream = InputFile.open(file)) {
            return read(stream, file.toString(), problems);
        }
    }

    private static List<SentenceEvent> read(InputStream stream, String name, Consumer<String> problems)
            throws IOException {
        SentenceLines lines = new SentenceLines(stream, LineFormat.ANY);
        List<SentenceEvent> events = new ArrayList<>();
        long characters = 0;
        boolean more = true;
        while (more) {
            try {
                SentenceLine line = lines.next();
                more = line != null;
                if (line != null) {
                    SentenceEvent event = line.event();
                    characters += event.getText().length();
                    requireRoom(events.size(), characters, name);
                    events.add(event);
                }
            } catch (MalformedLineException e) {
                problems.accept(name + ", line " + lines.number() + ": " + e.getMessage());
            }
        }
        if (events.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "There is no sentence in " + name + ".");
        }
        return events;
    }

    private static void requireRoom(int sentences, long characters, String name) {
        if (sentences == MOST || characters > MOST_CHARACTERS) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "%s holds too much for a demo, which takes %,d sentences of %,d characters in all; 'srl publish' takes any number, also to 'srl demo --keep-running'."
                            .formatted(name, MOST, MOST_CHARACTERS));
        }
    }
}
