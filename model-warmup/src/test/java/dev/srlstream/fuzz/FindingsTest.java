package dev.srlstream.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs that the fuzzer once found a fault with; their names say which. */
class FindingsTest {
    private static final Path FINDINGS = Path.of("src/test/resources/findings");

    static List<Arguments> findings() throws IOException {
        List<Arguments> findings = new ArrayList<>();
        for (Target target : Target.values()) {
            Path folder = FINDINGS.resolve(target.folder());
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.sorted()
                            .forEach(file -> findings.add(
                                    argumentSet(target.folder() + ": " + file.getFileName(), target, file)));
                }
            }
        }
        return findings;
    }

    @ParameterizedTest
    @MethodSource("findings")
    void everyFindingStaysMended(Target target, Path file) throws IOException {
        // Given
        byte[] input = Files.readAllBytes(file);

        // When
        var reading = assertThatCode(() -> target.read(input));

        // Then
        reading.doesNotThrowAnyException();
    }
}
