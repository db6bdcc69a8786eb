package dev.srlstream.quickstart;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Apicurio's schema registry in a process of its own, on a free loopback port, with its data in memory. Owned by the caller that
 * started it; {@link #close} ends the process, as does the end of this JVM, whatever ends it.
 */
public final class ApicurioRegistry implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final String LOG = "registry.log";

    private final TemporaryFolder folder;
    private final Process process;
    private final String url;
    private final Runnable stop = this::stop;

    private ApicurioRegistry(TemporaryFolder folder, Process process, String url) {
        this.folder = folder;
        this.process = process;
        this.url = url;
        AtExit.add(stop);
    }

    /**
     * Starts a registry that holds schemas to backward compatibility, and returns when it answers.
     *
     * @param installation the unpacked distribution
     */
    public static ApicurioRegistry start(Path installation) throws IOException, InterruptedException {
        return start(installation, Map.of());
    }

    /** @param properties of Quarkus and Apicurio, besides the ones chosen here */
    public static ApicurioRegistry start(Path installation, Map<String, String> properties)
            throws IOException, InterruptedException {
        return start(installation, "127.0.0.1", LoopbackPorts.free(1).get(0), properties);
    }

    /**
     * Starts a registry under a chosen address.
     *
     * @param host an address of the loopback interface
     * @param properties of Quarkus and Apicurio, besides the ones chosen here
     */
    public static ApicurioRegistry start(Path installation, String host, int port, Map<String, String> properties)
            throws IOException, InterruptedException {
        Path jar = jar(installation);
        TemporaryFolder folder = TemporaryFolder.create("srl-registry-");
        Process process;
        try {
            process = process(jar, host, port, folder.path(), properties);
        } catch (IOException e) {
            folder.close();
            throw e;
        }
        ApicurioRegistry registry =
                new ApicurioRegistry(folder, process, "http://" + host + ":" + port + "/apis/ccompat/v7");
        try {
            registry.configure();
            return registry;
        } catch (IOException | InterruptedException | RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    /** The address for every client that speaks Confluent's REST API. */
    public String url() {
        return url;
    }

    /** The id of the registry's process. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        stop();
        AtExit.remove(stop);
    }

    private void stop() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        folder.close();
    }

    private static Path jar(Path installation) throws IOException {
        try (Stream<Path> files = Files.list(installation)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(
                            "There is no registry in " + installation + "; 'mvn package' unpacks it there."));
        }
    }

    private static Process process(Path jar, String host, int port, Path folder, Map<String, String> properties)
            throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=" + host,
                "-Dquarkus.http.port=" + port,
                "-Djava.io.tmpdir=" + folder));
        properties.forEach((property, value) -> options.add("-D" + property + "=" + value));
        String classPath = ownCode() + File.pathSeparator + jar;
        return new ProcessBuilder(
                        JavaCommand.of(options, classPath, RegistryProcess.class.getName(), List.of(jar.toString())))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(LOG).toFile())
                .start();
    }

    private static String ownCode() throws IOException {
        try {
            return Path.of(RegistryProcess.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (java.net.URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** Apicurio lets every schema through unless it is told otherwise. Being told is also its first answer. */
    private void configure() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/config"))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"compatibility\":\"BACKWARD\"}"))
                .build();
        long deadline = System.nanoTime() + START.toNanos();
        String last = "nothing";
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                if (response.statusCode() == 200) {
                    return;
                }
                last = "HTTP " + response.statusCode();
            } catch (IOException notYet) {
                last = notYet.toString();
            }
            Thread.sleep(50);
        }
        throw new IOException("The schema registry did not start (last answer: " + last + "). It said: " + tail());
    }

    private String tail() throws IOException {
        List<String> lines = Files.readAllLines(folder.path().resolve(LOG));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }
}
