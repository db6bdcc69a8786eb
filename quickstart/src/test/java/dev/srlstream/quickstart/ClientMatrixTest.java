package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/clients.md says of a client is shown by tests that are there. */
class ClientMatrixTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern TEST = Pattern.compile("`([A-Za-z0-9]+(?:IT|Test))(?:\\.(\\w+))?`");

    @Test
    void everyTestThatTheDocumentNamesIsThere() throws IOException {
        // Given
        Map<String, Path> tests = tests();
        List<String> missing = new ArrayList<>();

        // When
        Matcher named = TEST.matcher(document());
        while (named.find()) {
            Path file = tests.get(named.group(1));
            String method = named.group(2);
            if (file == null || (method != null && !Files.readString(file).contains("void " + method + "("))) {
                missing.add(named.group());
            }
        }

        // Then
        assertThat(missing).isEmpty();
    }

    @Test
    void everyCellThatSaysWorksNamesATest() throws IOException {
        // When
        List<String> cells = document()
                .lines()
                .filter(line -> line.startsWith("|"))
                .flatMap(line -> Stream.of(line.split("\\|", -1)))
                .map(String::strip)
                .filter(cell -> cell.startsWith("works"))
                .toList();

        // Then
        assertThat(cells).hasSizeGreaterThan(8).allSatisfy(cell -> assertThat(cell)
                .containsPattern(TEST));
    }

    private static String document() throws IOException {
        return Files.readString(ROOT.resolve("docs/clients.md"));
    }

    private static Map<String, Path> tests() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> ROOT.relativize(file).toString().matches("[a-z/-]+/src/test/java/.*\\.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            file -> file,
                            (one, other) -> one));
        }
    }
}
