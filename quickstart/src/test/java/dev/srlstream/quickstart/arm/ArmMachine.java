package dev.srlstream.quickstart.arm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder with Debian's Java for 64-bit ARM, which qemu runs as a program of this machine: no kernel is emulated,
 * nothing is mounted and nothing is installed.
 *
 * @param root the folder
 */
record ArmMachine(Path root) {
    private static final String EMULATOR = "qemu-aarch64-static";
    private static final String BOOTSTRAP = "mmdebstrap";
    /** Without scalable vectors, which the emulator computes number by number: passes would take minutes. */
    private static final String PROCESSOR = "neoverse-n1";

    private static final String JAVA = "usr/lib/jvm/java-17-openjdk-arm64/bin/java";

    /**
     * Unpacks it, unless an earlier test has, or skips the test and says why.
     *
     * @param folder takes some 300 MB
     */
    static ArmMachine required(Path folder) throws IOException, InterruptedException {
        assumeTrue(
                System.getProperty("os.arch").equals("amd64"), "only on x86-64: on ARM every other test says the same");
        for (String program : List.of(EMULATOR, BOOTSTRAP)) {
            assumeTrue(
                    isInstalled(program),
                    "no " + program
                            + " here (Debian's packages qemu-user-static and mmdebstrap): nothing was run on ARM");
        }
        Path root = folder.resolve("root");
        if (!Files.exists(root)) {
            unpack(folder, root);
        }
        return new ArmMachine(root);
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator), -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static void unpack(Path folder, Path root) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path unfinished = Files.createTempDirectory(folder, "unpacking");
        ArmCommand.Result result = ArmCommand.run(
                List.of(
                        BOOTSTRAP,
                        "--variant=extract",
                        "--architectures=arm64",
                        "--include=openjdk-17-jre-headless,libstdc++6,zlib1g",
                        "bookworm",
                        unfinished.toString()),
                Map.of(),
                folder);
        assumeTrue(
                result.exitCode() == 0,
                () -> BOOTSTRAP
                        + " could not unpack Debian for ARM (it needs root and a mirror), so nothing was run there: "
                        + result.err());
        Files.move(unfinished, root, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Runs Java to its end.
     *
     * @param environment beside that of this process
     * @param folder takes what it says
     * @param classPath entries with a colon between them
     * @param words the main class and its arguments
     */
    ArmCommand.Result java(Map<String, String> environment, Path folder, String classPath, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                EMULATOR,
                "-cpu",
                PROCESSOR,
                "-L",
                root.toString(),
                root.resolve(JAVA).toString(),
                // What is compiled is translated a second time, so little pays.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Dfile.encoding=UTF-8",
                "-cp",
                classPath));
        command.addAll(List.of(words));
        return ArmCommand.run(command, environment, folder);
    }
}
