package dev.srlstream.reliability.cluster;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Kafka that brokers run, which need not be that of the clients.
 *
 * @param version as in the names of its jars
 * @param jars Kafka's own, which go before the class path that brings everything else
 */
public record KafkaLibraries(String version, List<Path> jars) {
    private static final String SERVER = "kafka_2.13-";
    private static final String JAR = ".jar";

    /** Those that the build has put beside this module: {@code brokers/target/lib}. */
    public static Path bundled() {
        try {
            Path code = Path.of(KafkaLibraries.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            // target/classes or target/reliability.jar
            return code.resolveSibling("../brokers/target/lib").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Looks into the folder {@code libs} of an unpacked Kafka.
     *
     * @throws IOException where that is no such folder
     */
    public static KafkaLibraries in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("There is no folder " + folder + " with Kafka's libraries.");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(
                            file -> name(file).startsWith("kafka") && name(file).endsWith(JAR))
                    .sorted()
                    .toList();
            List<String> versions = jars.stream()
                    .map(KafkaLibraries::name)
                    .filter(name -> name.startsWith(SERVER))
                    .map(name -> name.substring(SERVER.length(), name.length() - JAR.length()))
                    .toList();
            if (versions.size() != 1) {
                throw new IOException("%s has %d jars %sVERSION%s; one is wanted, as in the folder libs of Kafka 4."
                        .formatted(folder, versions.size(), SERVER, JAR));
            }
            return new KafkaLibraries(versions.get(0), jars);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
