package dev.srlstream.quickstart;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A command of a document, run by a shell in a folder. Closing kills it. */
record ClientCommand(Process process, Path out) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The only command in the code of a document that has all of these words. */
    static String in(Path document, String... words) throws IOException {
        List<String> commands = new ArrayList<>();
        boolean code = false;
        for (String line : Files.readAllLines(document)) {
            if (line.startsWith("```")) {
                code = !code;
            } else if (code && Stream.of(words).allMatch(line::contains)) {
                commands.add(line.strip());
            }
        }
        if (commands.size() != 1) {
            throw new AssertionError("Not one command of " + document + " has " + List.of(words) + ": " + commands);
        }
        return commands.get(0);
    }

    /** Skips the test, and says what is missing, where a command does not succeed. */
    static void require(String missing, String command) throws IOException, InterruptedException {
        try (ClientCommand trial = start(Path.of("."), Path.of("/dev/null"), command)) {
            assumeTrue(trial.exitCode() == 0, "no " + missing + ": this client was not tried");
        }
    }

    /** @param out takes what it says, on either stream */
    static ClientCommand start(Path folder, Path out, String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile());
        // This Java before others, and Debian's Python, for which its packages are.
        builder.environment()
                .merge("PATH", System.getProperty("java.home") + "/bin:/usr/bin:/bin", (old, own) -> own + ":" + old);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return new ClientCommand(builder.start(), out);
    }

    /** Waits until it has said all these lines, among others. */
    void awaitLines(List<String> lines) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("The command ended: " + said());
            }
            return said().lines().toList().containsAll(lines);
        });
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("The command still runs after " + PATIENCE + "; see " + out);
        }
        return process.exitValue();
    }

    /** Asks it to end, as {@code kill}. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    String said() throws IOException {
        return Files.readString(out);
    }

    /** What it said, a character for each byte. */
    String saidInBytes() throws IOException {
        return Files.readString(out, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
