package dev.srlstream.reliability.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaLibrariesTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void replaceEveryServerJarOfTheClassPath() throws Exception {
        // Given
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        Stream<String> own = Stream.of(path.split(File.pathSeparator))
                .map(jar -> Path.of(jar).getFileName().toString())
                .filter(jar -> jar.matches("kafka[-_].*-\\d.*\\.jar") && !jar.startsWith("kafka-streams"))
                .map(KafkaLibrariesTest::artifact);

        // When
        KafkaLibraries bundled = KafkaLibraries.in(KafkaLibraries.bundled());

        // Then
        List<String> replaced = bundled.jars().stream()
                .map(jar -> artifact(jar.getFileName().toString()))
                .toList();
        assertThat(own.toList()).isNotEmpty().isSubsetOf(replaced);
        assertThat(bundled.jars()).allMatch(jar -> jar.toString().endsWith("-" + bundled.version() + ".jar"));
    }

    @Test
    void refusesAFolderThatIsNoneOfKafka() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> KafkaLibraries.in(empty))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has 0 jars kafka_2.13-VERSION.jar");
        assertThatThrownBy(() -> KafkaLibraries.in(folder.resolve("absent")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("There is no folder");
    }

    private static String artifact(String jar) {
        return jar.replaceFirst("-\\d.*", "");
    }
}
