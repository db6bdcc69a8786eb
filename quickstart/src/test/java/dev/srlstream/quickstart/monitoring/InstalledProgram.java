package dev.srlstream.quickstart.monitoring;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program of Prometheus, where it is installed. */
public record InstalledProgram(Path path) {
    /** What a program said, on either stream, and what it ended with. */
    public record Result(int exitCode, String said) {}

    /** Skips the test, and says why, where there is no such program. */
    public static InstalledProgram required(String name) {
        Optional<Path> found = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(
                found.isPresent(),
                "no " + name + " here (Debian's package prometheus): Prometheus itself was not asked");
        return new InstalledProgram(found.orElseThrow());
    }

    /** Runs it to its end. */
    public Result run(String input, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(List.of(words));
        Path file = Files.createTempFile("srl-program", ".in");
        Process process = null;
        try {
            Files.writeString(file, input);
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(file.toFile())
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), said);
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
            Files.delete(file);
        }
    }
}
