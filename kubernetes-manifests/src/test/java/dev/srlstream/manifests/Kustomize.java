package dev.srlstream.manifests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The kustomize inside kubectl, where it is installed and new enough. */
public final class Kustomize {
    /** The first that knows all fields of components and of labels; kubectl 1.27 has it. */
    private static final int LEAST = 5;

    private static final Pattern VERSION = Pattern.compile("Kustomize Version: v(\\d+)");

    private static final String OBSTACLE = obstacle();

    /** What a program printed, on either stream, and what it ended with. */
    private record Result(int exitCode, String printed) {}

    private Kustomize() {}

    /** What a folder of the project is rendered to, as YAML; skips the test, and says why, where kubectl cannot. */
    static String render(Path folder) throws IOException, InterruptedException {
        require();
        Result result = run("kubectl", "kustomize", folder.toString());
        if (result.exitCode != 0) {
            throw new AssertionError("kubectl kustomize " + folder + ": " + result.printed);
        }
        return result.printed;
    }

    /** Skips the test, and says why, where kubectl is missing or too old. */
    public static void require() {
        assumeTrue(OBSTACLE.isEmpty(), OBSTACLE + ": manifests were not rendered");
    }

    /** Why nothing can be rendered; empty where it can. Printed once. */
    private static String obstacle() {
        String obstacle = "no kubectl with kustomize " + LEAST + " or newer here (kubectl 1.27 or newer)";
        try {
            Matcher major = VERSION.matcher(run("kubectl", "version", "--client").printed);
            if (major.find() && Integer.parseInt(major.group(1)) >= LEAST) {
                return "";
            }
        } catch (IOException e) {
            obstacle += ": " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.println("Manifests are not rendered: " + obstacle);
        return obstacle;
    }

    private static Result run(String... command) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("kubectl");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Else kubectl would read the configuration of a cluster that the user has.
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("KUBECONFIG");
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), printed);
        } finally {
            process.destroyForcibly();
            delete(home);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
