package dev.srlstream.reliability.service;

import dev.srlstream.reliability.cluster.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** One start of the service. Owned by its fleet. */
public final class Instance {
    private static final String STARTED = "event=started ";

    private final String name;
    private final Child process;
    private final Path log;
    private volatile boolean expectedToEnd;
    private volatile boolean started;

    Instance(String name, Child process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    String name() {
        return name;
    }

    public Child process() {
        return process;
    }

    public void show(Symptom symptom) {
        process.tell(symptom.name());
    }

    /** Whether it has come so far as to consume. */
    public boolean hasStarted() {
        try {
            started = started || Files.readString(log).contains(STARTED);
        } catch (IOException notYetThere) {
            return false;
        }
        return started;
    }

    /** The last line that it has logged as an error; empty where there is none. */
    public Optional<String> lastError() {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" level=ERROR ")).reduce((first, second) -> second);
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    /** Asks it to end. Returns its exit code; -1 where it did not end in time. */
    public int terminate(Duration patience) throws IOException {
        expectedToEnd = true;
        process.terminate();
        return process.awaitExit(patience) ? process.exitCode().orElse(-1) : -1;
    }

    boolean isExpectedToEnd() {
        return expectedToEnd;
    }

    /** Says that its end is wanted, or foreseen, before it comes. */
    public void expectToEnd() {
        expectedToEnd = true;
    }
}
