package dev.srlstream.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Scripts run by a Python with PyTorch; a test that needs one is skipped, with the reason, where there is none. */
public final class Python {
    private static final List<String> COMMANDS = List.of("/usr/bin/python3", "python3");
    private static final Optional<String> WITH_TORCH =
            COMMANDS.stream().filter(Python::hasTorch).findFirst();

    private Python() {}

    /** What the script printed, line by line; the test fails where the script does. */
    public static List<String> run(Path script, String... arguments) throws IOException, InterruptedException {
        assumeTrue(WITH_TORCH.isPresent(), "no Python with torch here (python3-torch): PyTorch itself was not asked");
        Path output = Files.createTempFile("python-", ".txt");
        try {
            List<String> command = Stream.concat(
                            Stream.of(WITH_TORCH.orElseThrow(), script.toString()), Stream.of(arguments))
                    .toList();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(2, TimeUnit.MINUTES);
            process.destroyForcibly();
            String printed = Files.readString(output);
            assertThat(ended).as(printed).isTrue();
            assertThat(process.exitValue()).as(printed).isZero();
            return printed.lines().toList();
        } finally {
            Files.delete(output);
        }
    }

    /** Whether one of the Pythons here runs the script to its end; where none does, it lacks something that the script needs. */
    public static boolean runs(Path script, ProcessBuilder.Redirect output, String... arguments)
            throws InterruptedException {
        for (String python : COMMANDS) {
            if (exits(
                    output,
                    Stream.concat(Stream.of(python, script.toString()), Stream.of(arguments))
                            .toList())) {
                return true;
            }
        }
        return false;
    }

    private static boolean exits(ProcessBuilder.Redirect output, List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(2, TimeUnit.MINUTES);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private static boolean hasTorch(String command) {
        try {
            return exits(ProcessBuilder.Redirect.DISCARD, List.of(command, "-c", "import torch"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
