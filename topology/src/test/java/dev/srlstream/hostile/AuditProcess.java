package dev.srlstream.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code srl audit} in a JVM of its own, with a heap of 256 MB.
 *
 * @param left names of what it left in its working, temporary and home directories
 */
record AuditProcess(int exitCode, String out, String err, List<String> left) {
    private static final int HUNG_SECONDS = 300;

    /** @param folder empty directory for what the process may write */
    static AuditProcess of(Path model, Path folder) throws IOException, InterruptedException {
        Path work = Files.createDirectory(folder.resolve("work"));
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path home = Files.createDirectory(folder.resolve("home"));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + temporary,
                        "-Duser.home=" + home,
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.srlstream.cli.Srl",
                        "audit",
                        "--model",
                        model.toString())
                .directory(work.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        // The JVM would say on stderr that it has seen them.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        Process process = builder.start();
        try {
            if (!process.waitFor(HUNG_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("still reading " + model + " after " + HUNG_SECONDS + " s");
            }
            return new AuditProcess(
                    process.exitValue(),
                    Files.readString(out),
                    Files.readString(err),
                    List.of(files(work, temporary, home)));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String[] files(Path... folders) throws IOException {
        var names = new ArrayList<String>();
        for (Path folder : folders) {
            try (var files = Files.walk(folder)) {
                files.filter(file -> !file.equals(folder))
                        .forEach(file -> names.add(folder.getFileName() + "/" + folder.relativize(file)));
            }
        }
        return names.toArray(String[]::new);
    }
}
