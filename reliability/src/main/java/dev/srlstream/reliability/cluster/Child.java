package dev.srlstream.reliability.cluster;

import dev.srlstream.quickstart.AtExit;
import dev.srlstream.quickstart.JavaCommand;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A Java process that can be struck, and that ends with this one: its stdin does, see {@link #endWithParent}. Owned by the caller that
 * started it, who closes it, which kills it.
 */
public final class Child implements AutoCloseable {
    private final Process process;
    private final OutputStream stdin;
    private final Runnable end = this::kill;

    private Child(Process process) {
        this.process = process;
        this.stdin = process.getOutputStream();
        AtExit.add(end);
    }

    /**
     * Starts a main class.
     *
     * @param options of the Java virtual machine
     * @param classPath what to look through before this process' own
     * @param log takes what it prints
     */
    public static Child start(List<String> options, List<String> classPath, String main, List<String> args, Path log)
            throws IOException {
        List<String> path = new ArrayList<>(classPath);
        path.add(JavaCommand.ownClassPath());
        return new Child(new ProcessBuilder(JavaCommand.of(options, String.join(File.pathSeparator, path), main, args))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
    }

    /** For the child: halts it when its stdin ends, which happens however its parent ends; every line before goes to the listener. */
    public static void endWithParent(Consumer<String> lines) {
        Thread watch = new Thread(
                () -> {
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                            .lines()
                            .forEach(lines);
                    Runtime.getRuntime().halt(137);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** How it ended; empty while it lives. */
    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** As {@code kill -9}; returns when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(20));
        AtExit.remove(end);
    }

    /** As {@code kill}: asks the process to end, and returns at once. */
    public void terminate() throws IOException {
        // Process.destroy would end its stdin as well, for which it halts.
        if (process.isAlive()) {
            Shell.run("kill", "-TERM", Long.toString(pid()));
        }
    }

    /** Stops its threads where they are, as a machine that hangs. */
    public void freeze() throws IOException {
        Shell.run("kill", "-STOP", Long.toString(pid()));
    }

    public void thaw() throws IOException {
        Shell.run("kill", "-CONT", Long.toString(pid()));
    }

    /** Lets its log tell what every thread is at. */
    public void tellThreads() throws IOException {
        if (process.isAlive()) {
            Shell.run("kill", "-QUIT", Long.toString(pid()));
        }
    }

    /** Writes a line to its stdin; a process that is gone hears nothing. */
    public void tell(String line) {
        try {
            stdin.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            stdin.flush();
        } catch (IOException gone) {
            // A fault may strike what another fault has ended.
        }
    }

    /** Returns whether it has ended within the time. */
    public boolean awaitExit(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
