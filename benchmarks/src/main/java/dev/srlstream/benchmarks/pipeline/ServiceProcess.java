package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.cli.CommandFailure;
import dev.srlstream.cli.Srl;
import dev.srlstream.operations.ExitCode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** {@code srl run} as a process of its own, that ends with this one. Owned by whoever started it; closing kills it. */
final class ServiceProcess implements AutoCloseable {
    private static final Duration ORDERLY_STOP = Duration.ofMinutes(3);

    private final Process process;
    private final Path log;
    private final long startedAt = System.nanoTime();
    private final Thread ending;

    /**
     * Starts it.
     *
     * @param folder takes its configuration and its log
     * @param settings in place of a file, the environment and flags
     */
    ServiceProcess(Path folder, int heapMegabytes, Map<String, String> settings) throws IOException {
        Path configuration = folder.resolve("service.properties");
        var properties = new Properties();
        properties.putAll(settings);
        try (Writer writer = Files.newBufferedWriter(configuration)) {
            properties.store(writer, null);
        }
        log = folder.resolve("service.log");
        // Surefire hides the class path of tests behind one jar.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heapMegabytes + "m",
                        "-XX:+CrashOnOutOfMemoryError",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + folder.resolve("service.crash.log"),
                        "-cp",
                        classPath,
                        Srl.class.getName(),
                        "run",
                        "--config",
                        configuration.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        ending = new Thread(process::destroyForcibly, "end-service");
        Runtime.getRuntime().addShutdownHook(ending);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    double secondsSinceStart() {
        return (System.nanoTime() - startedAt) / 1e9;
    }

    /** CPU seconds of all its threads; 0 where the platform does not tell. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().map(cpu -> cpu.toNanos() / 1e9).orElse(0.0);
    }

    /** @throws CommandFailure with the last line of its log, when it has ended */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new CommandFailure(
                    ExitCode.FAILURE, "The service ended with " + process.exitValue() + ": " + lastWords());
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "it said nothing." : lines.get(lines.size() - 1);
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }

    /** As {@code kill -9}: nothing is finished, nothing committed, nobody leaves the group. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As {@code kill}, and waits for it. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(ORDERLY_STOP.toSeconds(), TimeUnit.SECONDS)) {
            throw new CommandFailure(
                    ExitCode.FAILURE, "The service did not stop within " + ORDERLY_STOP.toSeconds() + " s.");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(ending);
    }
}
