package dev.srlstream.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How a program ended.
 *
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
record Program(int exitCode, String out, String err) {
    /** Runs a program in a folder until it ends; stdin and streams are files there. */
    static Program run(Path folder, String stdin, List<String> command) throws IOException, InterruptedException {
        return run(folder, stdin, new ProcessBuilder(command));
    }

    static Program run(Path folder, String stdin, ProcessBuilder builder) throws IOException, InterruptedException {
        Path in = Files.writeString(Files.createTempFile(folder, "in", ""), stdin);
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        Process process = builder.directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                throw new AssertionError(builder.command() + " has not ended: " + text(err));
            }
            return new Program(process.exitValue(), text(out), text(err));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Runs a tool that has to succeed. */
    static String tool(Path folder, String... command) throws IOException, InterruptedException {
        Program tool = run(folder, "", Arrays.asList(command));
        if (tool.exitCode != 0) {
            throw new AssertionError(
                    String.join(" ", command) + " ended with " + tool.exitCode + ": " + tool.out + tool.err);
        }
        return tool.out;
    }

    /** Whether a tool is on the PATH. */
    static boolean exists(String name) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
