package dev.srlstream.quickstart;

import dev.srlstream.cli.Srl;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** {@code srl run} as a process of its own, so that it can be killed. Closing kills it. */
final class ServiceProcess implements AutoCloseable {
    private final Process process;

    /** @param folder takes its configuration and its log */
    ServiceProcess(Path folder, Map<String, String> settings) throws IOException {
        Path configuration = folder.resolve("service.properties");
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer writer = Files.newBufferedWriter(configuration)) {
            properties.store(writer, null);
        }
        // Surefire hides the class path of the tests behind one jar.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        classPath,
                        Srl.class.getName(),
                        "run",
                        "--config",
                        configuration.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("service.log").toFile())
                .start();
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
