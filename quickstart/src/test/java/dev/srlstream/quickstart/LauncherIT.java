package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout of its own, with scripts in the places of Java and Maven that tell how they were called. */
class LauncherIT {
    private static final String SUCCESSFUL_BUILD =
            "sleep 1; echo built >>builds; mkdir -p quickstart/target; touch quickstart/target/quickstart.jar";

    @TempDir
    private Path folder = Path.of("");

    private Path checkout = Path.of("");

    @BeforeEach
    void layOutACheckout() throws IOException {
        checkout = Checkout.layOut(folder.resolve("my checkout")).folder();
        script(
                "java",
                "case $1 in -version) echo 'openjdk version \"17.0.1\"' >&2 ;; *) pwd; printf '%s\\n' \"$@\" ;; esac");
        script("mvn", SUCCESSFUL_BUILD);
    }

    @Test
    void buildsOnceForTwoThatStartTogether() throws Exception {
        // Given
        Process other = process(checkout.resolve("srl"), "config");
        // When
        Launch launch = launch(checkout.resolve("srl"), "config");
        // Then
        assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(other.exitValue()).isZero();
        assertThat(launch.exitCode()).isZero();
        assertThat(Files.readAllLines(checkout.resolve("builds"))).hasSize(1);
    }

    @Test
    void buildsAgainOnlyWhenASourceIsNewer() throws Exception {
        // Given
        launch(checkout.resolve("srl"));
        launch(checkout.resolve("srl"));
        assertThat(Files.readAllLines(checkout.resolve("builds"))).hasSize(1);
        Path source = Files.createDirectories(checkout.resolve("topology/src/main/java"))
                .resolve("New.java");
        Files.setLastModifiedTime(
                Files.writeString(source, ""), FileTime.from(Instant.now().plusSeconds(5)));
        // When
        launch(checkout.resolve("srl"));
        // Then
        assertThat(Files.readAllLines(checkout.resolve("builds"))).hasSize(2);
    }

    @Test
    void passesArgumentsUntouchedThroughASymbolicLinkFromAnotherFolder() throws Exception {
        // Given
        Path link = Files.createSymbolicLink(folder.resolve("link"), checkout.resolve("srl"));
        Path real = checkout.toRealPath();
        // When
        Launch launch = launch(link, "label", "--in", "my sentences.jsonl", "*", "");
        // Then
        assertThat(launch.lines())
                .contains(folder.toRealPath().toString())
                .endsWith("dev.srlstream.cli.Srl", "label", "--in", "my sentences.jsonl", "*", "")
                .contains(Stream.of(
                                "quickstart/target/quickstart.jar",
                                "benchmarks/target/benchmarks.jar",
                                "reliability/target/reliability.jar",
                                "ext/*")
                        .map(real::resolve)
                        .map(Path::toString)
                        .collect(Collectors.joining(":")));
    }

    @Test
    void runsAReleaseAsItIsAndPointsAtItsLibtorch() throws Exception {
        // Given
        script(
                "java",
                "case $1 in -version) echo 'openjdk version \"17.0.1\"' >&2 ;; *) env; printf '%s\\n' \"$@\" ;; esac");
        Path release = folder.resolve("my release");
        Files.createDirectories(release.resolve("bin"));
        Files.copy(checkout.resolve("srl"), release.resolve("bin/srl"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createFile(Files.createDirectories(release.resolve("lib")).resolve("srl-stream-topology-1.jar"));
        Files.writeString(Files.createDirectories(release.resolve("libtorch")).resolve("version"), "2.7.1\ncu128\n");
        Path link = Files.createSymbolicLink(folder.resolve("link"), release.resolve("bin/srl"));
        // When
        Launch launch = launch(Path.of("/usr/bin/env"), "SRL_CLASSPATH=/opt/my.jar", link.toString(), "config");
        // Then
        Path real = release.toRealPath();
        assertThat(launch.lines())
                .contains(
                        real.resolve("lib") + "/*:" + real.resolve("ext") + "/*:/opt/my.jar",
                        "PYTORCH_LIBRARY_PATH=" + real.resolve("libtorch"),
                        "PYTORCH_VERSION=2.7.1",
                        "PYTORCH_FLAVOR=cu128")
                .endsWith("dev.srlstream.cli.Srl", "config");
        assertThat(folder.resolve("builds")).doesNotExist();
    }

    @Test
    void saysWhatACopyOfTheLauncherAloneLacks() throws Exception {
        // Given
        Path copy = Files.createDirectories(folder.resolve("usr/bin")).resolve("srl");
        Files.copy(checkout.resolve("srl"), copy, StandardCopyOption.COPY_ATTRIBUTES);
        // When
        Launch launch = launch(copy, "config");
        // Then
        assertThat(launch.exitCode()).isEqualTo(1);
        assertThat(launch.lines())
                .singleElement()
                .asString()
                .contains("usr/lib")
                .contains("link to bin/srl");
    }

    @Test
    void showsTheEndOfAFailedBuild() throws Exception {
        // Given
        script("mvn", "echo 'no such artifact'; exit 1");
        // When
        Launch launch = launch(checkout.resolve("srl"), "config");
        // Then
        assertThat(launch.exitCode()).isEqualTo(1);
        assertThat(launch.lines())
                .contains("no such artifact")
                .last()
                .asString()
                .contains("the build failed");
        assertThat(checkout.resolve("target/srl-build.lock")).doesNotExist();
    }

    @Test
    void takesOverTheLockOfABuildThatWasKilled() throws Exception {
        // Given
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Path lock = Files.createDirectories(checkout.resolve("target/srl-build.lock"));
        Files.writeString(lock.resolve("pid"), Long.toString(gone.pid()));
        // When
        Launch launch = launch(checkout.resolve("srl"), "config");
        // Then
        assertThat(launch.exitCode()).isZero();
        assertThat(lock).doesNotExist();
    }

    @Test
    void leavesNoStandardStreamClosedForAFileToTakeItsPlace() throws Exception {
        // Given
        script(
                "java",
                "case $1 in -version) echo 'openjdk version \"17.0.1\"' >&2 ;; *) echo \"$(readlink /proc/$$/fd/0) $(readlink /proc/$$/fd/1)\" >&2 ;; esac");
        // When
        Launch launch = launch(
                Path.of("/bin/sh"),
                "-c",
                "\"$0\" config <&- >&-",
                checkout.resolve("srl").toString());
        // Then
        assertThat(launch.exitCode()).isZero();
        assertThat(launch.lines()).endsWith("/dev/null /dev/null");
    }

    @Test
    void endsWithOneAndNotAsForARejectedCheckpointWhenTheHeapIsFull() throws Exception {
        // Given the real Java and the real command line, and settings larger than the heap
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        script(
                "java",
                "case $1 in -version) echo 'openjdk version \"17.0.1\"' >&2 ;; *) exec '%s' \"$@\" ;; esac"
                        .formatted(java));
        new Checkout(checkout).build();
        Path settings = Files.writeString(folder.resolve("srl.properties"), "model.path=" + "m".repeat(64 << 20));
        // When
        Launch launch = launch(
                Path.of("/usr/bin/env"),
                "SRL_JAVA_OPTS=-Xmx32m",
                checkout.resolve("srl").toString(),
                "run",
                "--config",
                settings.toString());
        // Then
        assertThat(launch.lines()).anySatisfy(line -> assertThat(line).contains("java.lang.OutOfMemoryError"));
        assertThat(launch.exitCode()).isEqualTo(1);
    }

    @Test
    void refusesAnOldJava() throws Exception {
        // Given
        script("java", "echo 'openjdk version \"11.0.2\"' >&2");
        // When
        Launch launch = launch(checkout.resolve("srl"), "config");
        // Then
        assertThat(launch.exitCode()).isEqualTo(1);
        assertThat(launch.lines())
                .singleElement()
                .asString()
                .contains("is Java 11")
                .contains("JAVA_HOME");
    }

    private void script(String name, String body) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Process process(Path launcher, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment()
                .put("PATH", folder.resolve("bin") + ":" + builder.environment().get("PATH"));
        return builder.start();
    }

    private Launch launch(Path launcher, String... args) throws Exception {
        Process process = process(launcher, args);
        List<String> lines = new String(
                        process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .toList();
        return new Launch(process.waitFor(), lines);
    }

    private record Launch(int exitCode, List<String> lines) {}
}
