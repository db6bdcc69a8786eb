package dev.srlstream.quickstart;

import dev.srlstream.cli.Srl;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** {@code srl run} as a process of its own, so that it can be killed. Closing kills it. */
final class ServiceProcess implements AutoCloseable {
    private final Process process;
    private final Path log;

    /** @param folder takes its configuration and its log */
    ServiceProcess(Path folder, Map<String, String> settings) throws IOException {
        this(folder, settings, 512);
    }

    /** @param heap the most of the Java heap, in MiB */
    ServiceProcess(Path folder, Map<String, String> settings, int heap) throws IOException {
        this(folder, settings, heap, Srl.class.getName(), List.of("run", "--config"));
    }

    /** @param main takes the path of the configuration behind the arguments */
    ServiceProcess(Path folder, Map<String, String> settings, String main, List<String> args) throws IOException {
        this(folder, settings, 512, main, args);
    }

    private ServiceProcess(Path folder, Map<String, String> settings, int heap, String main, List<String> args)
            throws IOException {
        Path configuration = folder.resolve("service.properties");
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer writer = Files.newBufferedWriter(configuration)) {
            properties.store(writer, null);
        }
        List<String> words = new ArrayList<>(args);
        words.add(configuration.toString());
        List<String> line = JavaCommand.of(
                List.of("-Xmx" + heap + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), main, words);
        log = folder.resolve("service.log");
        process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Everything that it has said. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** Returns its exit status once it has ended by itself. */
    int awaitEnd(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("The process is still alive after " + patience);
        }
        return process.exitValue();
    }

    /** As {@code kill}: the process is asked to end, which {@link #awaitEnd} waits for. */
    void askToEnd() {
        process.destroy();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9}: no hook runs, nothing is committed, nobody leaves the group. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As {@code kill}: the process is asked to end. Returns its exit status. */
    int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
