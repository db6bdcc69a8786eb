package dev.srlstream.quickstart;

import dev.srlstream.cli.Srl;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A command in a process of its own, with settings from all three sources. Closing kills it. */
record SrlProcess(Process process, Path log) implements AutoCloseable {
    /**
     * Starts a command.
     *
     * @param folder takes the settings file and everything that the command says
     * @param environment settings as variables
     * @param words JVM flags, the command and its flags, of which {@code --config} is added
     */
    static SrlProcess start(Path folder, Map<String, String> file, Map<String, String> environment, String... words)
            throws IOException {
        Path configuration = folder.resolve("srl.properties");
        Properties properties = new Properties();
        properties.putAll(file);
        try (Writer writer = Files.newBufferedWriter(configuration)) {
            properties.store(writer, null);
        }
        List<String> options = new ArrayList<>(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        List<String> flags = new ArrayList<>(List.of(words));
        while (flags.get(0).startsWith("-D")) {
            options.add(flags.remove(0));
        }
        flags.addAll(List.of("--config", configuration.toString()));
        List<String> command = JavaCommand.of(options, Srl.class.getName(), flags);
        Path log = folder.resolve("srl.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new SrlProcess(builder.start(), log);
    }

    /** Waits for the end of the process. Returns its exit code. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            throw new AssertionError("The command still runs after five minutes; see " + log);
        }
        return process.exitValue();
    }

    /** What it said so far. */
    String said() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
