package dev.srlstream.benchmarks.checkpoint;

import dev.srlstream.cli.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ExitCode;

/** A Java process of its own for what is measured: with a small heap, and with nothing compiled yet. */
final class ChildJvm {
    private ChildJvm() {}

    /**
     * Runs a class of this class path to its end; it ends with this process too.
     *
     * @return the lines of its output
     */
    static List<String> run(int heapMegabytes, Class<?> main, Object... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        Stream.of(arguments).map(String::valueOf).forEach(command::add);
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        var ending = new Thread(process::destroyForcibly, "end-measured-process");
        Runtime.getRuntime().addShutdownHook(ending);
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = output.lines().toList();
            int exit = process.waitFor();
            if (exit != 0) {
                throw new CommandFailure(
                        ExitCode.SOFTWARE,
                        "The measured process " + main.getSimpleName() + " ended with " + exit
                                + "; what it wrote above says why.");
            }
            return lines;
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(ending);
        }
    }
}
