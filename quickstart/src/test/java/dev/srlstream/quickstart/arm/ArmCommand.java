package dev.srlstream.quickstart.arm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs to its end, with time enough for an emulator on a busy machine. */
final class ArmCommand {
    static final Duration PATIENCE = Duration.ofMinutes(20);

    private ArmCommand() {}

    /** What a program wrote, and what it ended with. */
    record Result(int exitCode, String out, String err) {}

    /** @param folder takes what it writes */
    static Result run(List<String> command, Map<String, String> environment, Path folder)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "program", ".out");
        Path err = Files.createTempFile(folder, "program", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES)) {
                throw new AssertionError(
                        "The program still runs after " + PATIENCE.toMinutes() + " minutes: " + Files.readString(err));
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }
}
