package dev.srlstream.quickstart;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code srl demo} in a JVM of its own, with a temporary folder of its own. Owned by a test, which closes it. */
record DemoProcess(Process process, Path temporary, Path out, Path err) implements AutoCloseable {
    static DemoProcess start(Path folder, String... flags) throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        List<String> words = new ArrayList<>(List.of("demo"));
        words.addAll(List.of(flags));
        List<String> command = JavaCommand.of(
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m", "-Djava.io.tmpdir=" + temporary),
                "dev.srlstream.cli.Srl",
                words);
        Process process = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new DemoProcess(process, temporary, out, err);
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            throw new AssertionError("The demo still runs after five minutes; see " + err);
        }
        return process.exitValue();
    }

    /** What the demo left in its temporary folder. */
    List<Path> leftovers() throws IOException {
        try (var entries = Files.list(temporary)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith("srl-"))
                    .toList();
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
