package dev.srlstream.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One run of Jazzer on one target, in a JVM of its own with a heap of 256 MB.
 *
 * @param exitCode 0 when there was no finding
 * @param output what Jazzer printed
 */
record FuzzRun(int exitCode, String output) {
    private static final Path FOLDER = Path.of("target", "fuzz");
    private static final Path DICTIONARIES = Path.of("src/test/resources/fuzz");
    /** In memory where the system offers that: every input is a file. */
    private static final Path IN_MEMORY = Path.of("/dev/shm");

    private static final Pattern SUMMARY = Pattern.compile("Done (\\d+) runs in (\\d+) second");

    static FuzzRun of(Target target, long runs, long seed) throws IOException, InterruptedException {
        Path folder = FOLDER.resolve(target.folder()).toAbsolutePath();
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        List<byte[]> seeds = Seeds.of(target);
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(command(target, runs, seed, folder, corpus))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            int exitCode = process.waitFor();
            return new FuzzRun(exitCode, Files.readString(log));
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> command(Target target, long runs, long seed, Path folder, Path corpus) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+CrashOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.className(),
                "--instrumentation_includes=dev.srlstream.**",
                "--instrumentation_excludes=dev.srlstream.fuzz.**:dev.srlstream.event.**",
                "--reproducer_path=" + folder));
        if (Files.isDirectory(IN_MEMORY) && Files.isWritable(IN_MEMORY)) {
            command.add(1, "-Djava.io.tmpdir=" + IN_MEMORY);
        }
        command.addAll(List.of(
                "-runs=" + runs,
                "-seed=" + seed,
                "-timeout=60",
                "-rss_limit_mb=0",
                "-max_len=65536",
                "-dict=" + DICTIONARIES.resolve("checkpoint.dict").toAbsolutePath(),
                "-artifact_prefix=" + folder + "/",
                corpus.toString()));
        return command;
    }

    /** Inputs that were read, and in how many seconds. */
    String summary() {
        return SUMMARY.matcher(output)
                .results()
                .findFirst()
                .map(FuzzRun::summary)
                .orElse("ended early");
    }

    private static String summary(MatchResult done) {
        long runs = Long.parseLong(done.group(1));
        long seconds = Math.max(1, Long.parseLong(done.group(2)));
        return "%,d inputs in %d s, %,d a second".formatted(runs, seconds, runs / seconds);
    }
}
