package dev.srlstream.log.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.log.EventField;
import dev.srlstream.log.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Programs that read the log rely on names and types. */
class CatalogueTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("event=([a-z_-]+)");

    /** Fields that every line has, or that belong to libraries. */
    private static final Set<String> RESERVED =
            Set.of("time", "level", "logger", "thread", "event", "message", "stack_trace");

    private final List<EventKind> kinds = Catalogue.kinds();

    @Test
    void hasTheEventsOfAllModules() {
        assertThat(kinds)
                .extracting(EventKind::name)
                .contains("registry-attempt-failed", "model-warm", "started", "temporary-folder-left")
                .doesNotHaveDuplicates()
                .doesNotContain("library-message")
                .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void givesAFieldTheSameTypeInEveryEvent() {
        Map<String, String> types = new HashMap<>();

        for (EventKind kind : kinds) {
            for (EventField field : kind.fields()) {
                String type = Types.of(field);
                assertThat(type).as(kind.name() + " " + field.name()).isEqualTo(types.getOrDefault(field.name(), type));
                types.put(field.name(), type);
            }
        }

        assertThat(types.keySet())
                .isNotEmpty()
                .doesNotContainAnyElementsOf(RESERVED)
                .allMatch(name -> name.matches("[a-z]+(_[a-z]+)*"));
    }

    @Test
    void saysInSentencesWhenAndWhatToDo() {
        assertThat(kinds).allSatisfy(kind -> {
            assertThat(kind.when()).matches("[A-Z].*\\.");
            assertThat(kind.action()).matches("[A-Z].*\\.");
            assertThat(kind.fields()).filteredOn(EventField::isFault).hasSizeLessThan(2);
        });
    }

    @Test
    void hasTheEventsThatTheDocumentsName() throws IOException {
        Set<String> names = kinds.stream().map(EventKind::name).collect(Collectors.toSet());
        names.add("library-message");
        List<String> named = new ArrayList<>();
        try (Stream<Path> documents = Files.walk(ROOT.resolve("docs"))) {
            for (Path document : Stream.concat(documents, Stream.of(ROOT.resolve("CHANGELOG.md")))
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList()) {
                NAMED.matcher(Files.readString(document)).results().forEach(match -> named.add(match.group(1)));
            }
        }

        assertThat(named).hasSizeGreaterThan(30).isSubsetOf(names);
    }
}
