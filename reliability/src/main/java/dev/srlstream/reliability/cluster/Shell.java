package dev.srlstream.reliability.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the system's programs, such as {@code kill} and {@code mount}. */
final class Shell {
    private static final int PATIENCE_SECONDS = 20;

    private Shell() {}

    /** @throws IOException with what the program said, when it is not there, fails or takes too long */
    static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " does not end");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (process.exitValue() != 0) {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            throw new IOException(String.join(" ", List.of(command)) + ": " + said.strip());
        }
    }

    /** For putting away what may be gone already. */
    static void tryTo(String... command) {
        try {
            run(command);
        } catch (IOException gone) {
            // Nothing to put away.
        }
    }
}
