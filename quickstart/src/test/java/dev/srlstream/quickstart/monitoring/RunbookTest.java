package dev.srlstream.quickstart.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.operations.ExitCode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunbookTest {
    private static final String START = "When the start is refused";
    private static final String STOP = "When a running instance stops";

    private static final Pattern REFUSAL = Pattern.compile(
            "new (StartupException|WarmUpException|ModelUnavailableException|StartOffsetException|UnresolvedReference)\\(|problems\\.add\\(");

    /** These pass on what others say, or add what the runbook has under another class. */
    private static final List<String> WITHOUT_WORDS_OF_THEIR_OWN = List.of(
            "WarmUp", // what libtorch or the device said
            "Observation", // what the HTTP port said
            "TopicLimits"); // what TopicRules found

    @Test
    void eachAlertHasItsSectionAndEachSectionItsAlert() throws IOException {
        Runbook runbook = Runbook.read();
        List<AlertRules.Alert> alerts = AlertRules.read().alerts();

        assertThat(runbook.alerts())
                .containsExactlyElementsOf(
                        alerts.stream().map(AlertRules.Alert::name).toList());
        assertThat(alerts).allSatisfy(alert -> {
            assertThat(alert.annotations().path("runbook_url").asText())
                    .isEqualTo("docs/runbook.md#" + alert.name().toLowerCase(Locale.ROOT));
            assertThat(runbook.section(alert.name())).contains("**Meaning.** ", "**First look.** ", "**Cure.** ");
        });
    }

    @Test
    void everyExitCodeIsThere() throws Exception {
        List<Integer> codes = new ArrayList<>();
        for (Field code : ExitCode.class.getFields()) {
            if (Modifier.isStatic(code.getModifiers())) {
                codes.add(code.getInt(null));
            }
        }
        // 128 and the number of the signal, for those of Kubernetes.
        codes.addAll(List.of(137, 143));

        assertThat(Runbook.read().exitCodes()).containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void messagesAreKnownByWordsThatTheyHave() throws IOException {
        String sources = String.join("\n", sources().values());
        List<String> words = new ArrayList<>(Runbook.read().words(START));
        words.addAll(Runbook.read().words(STOP));

        assertThat(words).hasSizeGreaterThan(60).allSatisfy(word -> assertThat(sources)
                .as("no message has the words \"%s\"", word)
                .satisfiesAnyOf(
                        all -> assertThat(all.contains(word)).isTrue(),
                        all -> assertThat(all.contains(word.strip())).isTrue()));
    }

    @Test
    void everyClassThatRefusesTheStartHasItsWordsThere() throws IOException {
        List<String> words = Runbook.read().words(START);
        List<String> missing = new ArrayList<>();
        int refusing = 0;
        for (Map.Entry<String, String> source : sources().entrySet()) {
            if (REFUSAL.matcher(source.getValue()).find()) {
                refusing++;
                if (words.stream().noneMatch(word -> source.getValue().contains(word))) {
                    missing.add(source.getKey());
                }
            }
        }

        assertThat(missing).containsExactlyInAnyOrderElementsOf(WITHOUT_WORDS_OF_THEIR_OWN);
        assertThat(refusing).isGreaterThan(20);
    }

    /** By class: the code of the product without its documentation, with literals put together that are written in parts. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (String module : List.of("schemas", "model-warmup", "topology")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String code = Files.readString(file)
                            .replaceAll("(?s)/\\*\\*.*?\\*/", "")
                            .replaceAll("\"\\s*\\+\\s*\"", "")
                            .replaceAll("\\\\\n\\s*", "");
                    sources.put(file.getFileName().toString().replace(".java", ""), code);
                }
            }
        }
        return sources;
    }
}
