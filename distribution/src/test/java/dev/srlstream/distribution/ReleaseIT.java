package dev.srlstream.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive, unpacked where there are no sources, with a PATH on which there is no Maven, and with Java's runtime modules alone. */
@Tag("long")
class ReleaseIT {
    @TempDir
    private static Path folder = Path.of("");

    private static Path release = Path.of("");

    @BeforeAll
    static void unpack() throws Exception {
        assumeTrue(
                System.getProperty("release.archive", "").endsWith("-linux-x86_64.tar.gz")
                        && System.getProperty("os.arch", "").equals("amd64"),
                "Skipped: the release is not for this machine.");
        Program.tool(folder, "tar", "xzf", System.getProperty("release.archive", ""));
        try (Stream<Path> unpacked = Files.list(folder)) {
            release = unpacked.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        Path jdk = Path.of(System.getProperty("java.home", ""));
        Program.tool(
                folder,
                jdk.resolve("bin/jlink").toString(),
                "--add-modules",
                "java.se,jdk.unsupported,jdk.httpserver,jdk.crypto.ec,jdk.management",
                "--output",
                folder.resolve("jre").toString());
    }

    @Test
    void labelsWithoutMavenAndSources() throws Exception {
        Reference reference = Reference.read();

        Program label = srl(
                reference.stdin(), "label", "--model", Reference.checkpoint().toString());

        assertThat(label.exitCode()).as(label.err()).isZero();
        reference.assertSame(label.out());
    }

    @Test
    void auditsTheCheckpointThatItBrings() throws Exception {
        Program audit = srl(
                "",
                "audit",
                "--model",
                release.resolve("checkpoint/srl-bert-mini.tar.gz").toString());

        assertThat(audit.exitCode()).as(audit.err()).isZero();
        assertThat(audit.out()).contains("srl-bert-mini");
    }

    @Test
    void tellsWhatItIs() throws Exception {
        Program version = srl("", "--version");

        assertThat(version.out()).contains("srl-stream ", "commit ", "libtorch ");
        assertThat(release.getFileName())
                .hasToString(version.out().lines().findFirst().orElse("").replace(' ', '-'));
    }

    @Test
    void bringsALicenceForEveryLibraryAndNoNativeCodeTwice() throws Exception {
        String listed = Files.readString(release.resolve("licenses/THIRD-PARTY.txt"));
        String notes = Files.readString(release.resolve("licenses/README.txt"));
        List<String> missing = new ArrayList<>();
        for (String jar : names(release.resolve("lib"))) {
            String name = jar.replaceFirst("-\\d.*", "");
            boolean text = hasText(release.resolve("licenses").resolve(jar.replace(".jar", "")))
                    || Pattern.compile("(?m)(^|[, (])"
                                    + Pattern.quote(name.replaceFirst("^(prometheus-metrics)-.*", "$1")) + "($|[, ])")
                            .matcher(notes)
                            .find();
            if (!name.startsWith("srl-stream-") && !(text && listed.contains(":" + name + ":"))) {
                missing.add(jar);
            }
        }

        assertThat(missing).isEmpty();
        assertThat(names(release.resolve("lib"))).noneMatch(jar -> jar.matches("(rocksdbjni|pytorch-native).*"));
        assertThat(release.resolve("LICENSE")).isRegularFile();
        assertThat(release.resolve("licenses/libtorch/LICENSE")).isRegularFile();
    }

    @Test
    void hasABillOfMaterialsOfItsLibraries() throws Exception {
        assumeTrue(
                !"offline true".equals(System.getProperty("maven.is")),
                "Skipped: Maven is offline, and CycloneDX writes no bill of materials then.");
        Path file;
        try (Stream<Path> files = Files.list(release)) {
            file = files.filter(name -> name.toString().endsWith(".cdx.json"))
                    .findFirst()
                    .orElseThrow();
        }
        List<String> components = new ArrayList<>();
        for (JsonNode component :
                JsonMapper.builder().build().readTree(file.toFile()).get("components")) {
            components.add(component.get("name").asText() + "-"
                    + component.get("version").asText() + ".jar");
        }

        assertThat(components).containsAll(names(release.resolve("lib")));
    }

    private static boolean hasText(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(Files::isRegularFile);
        }
    }

    private static List<String> names(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Program srl(String stdin, String... args) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(release.resolve("bin/srl").toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", tools().toString());
        builder.environment().put("JAVA_HOME", folder.resolve("jre").toString());
        builder.environment().put("HOME", folder.toString());
        return Program.run(folder, stdin, builder);
    }

    /** A PATH of nothing but the programs of a small Linux. */
    private static Path tools() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String name : List.of("sh", "sed", "head", "dirname", "readlink", "ls", "id", "cat")) {
            Path link = tools.resolve(name);
            if (!Files.exists(link)) {
                Path real = Path.of("/usr/bin", name);
                Files.createSymbolicLink(link, Files.exists(real) ? real : Path.of("/bin", name));
            }
        }
        return tools;
    }
}
