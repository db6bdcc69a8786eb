package dev.srlstream.log.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the sources of all modules, also of those that have no events, to the catalogue. */
class LogStatementsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern CATALOGUE = Pattern.compile(".*/src/main/java/dev/srlstream/log/.*");
    private static final Pattern OTHER_LOG = Pattern.compile(
            "org\\.slf4j|ch\\.qos\\.logback|java\\.util\\.logging|System\\.Logger|org\\.apache\\.log4j");
    private static final Pattern NEW_EVENT = Pattern.compile("\\b(implements|extends)\\b[^{;]*\\bLogEvent\\b");

    /** Sources by path below the root. */
    private static final Map<String, String> SOURCES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/java/"))
                    .toList()) {
                SOURCES.put(ROOT.relativize(file).toString(), Files.readString(file));
            }
        }
    }

    @Test
    void nothingButTheCatalogueIsLogged() {
        assertThat(outside(OTHER_LOG)).isEmpty();
    }

    @Test
    void noEventStandsOutsideOfTheCatalogue() {
        assertThat(outside(NEW_EVENT)).isEmpty();
    }

    @Test
    void everyEventIsLoggedSomewhere() {
        assertThat(Catalogue.classes()).hasSizeGreaterThan(30).allSatisfy(type -> assertThat(SOURCES.values())
                .anyMatch(source -> source.contains("new " + type.getSimpleName() + "(")));
    }

    private static List<String> outside(Pattern unwanted) {
        assertThat(SOURCES).hasSizeGreaterThan(300);
        return SOURCES.entrySet().stream()
                .filter(source -> !CATALOGUE.matcher("/" + source.getKey()).matches())
                .filter(source -> unwanted.matcher(source.getValue()).find())
                .map(Map.Entry::getKey)
                .toList();
    }
}
