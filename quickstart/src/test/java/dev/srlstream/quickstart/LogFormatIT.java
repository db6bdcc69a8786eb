package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every line of the service is one event in the form that the settings say, wherever they say it. */
@Tag("long")
class LogFormatIT {
    private static final int SENTENCES = 12;

    private static final String STRING = "\"(?:[^\"\\\\\\p{Cntrl}]|\\\\[^\\p{Cntrl}])*\"";

    private static final Map<String, String> LINES = Map.of(
            "json",
            "\\{\"time\":STRING,\"level\":STRING,\"logger\":STRING,\"thread\":STRING,\"event\":\"[a-z-]+\"(?:,\"[a-z0-9_]+\":(?:STRING|-?\\d+|true|false))*}"
                    .replace("STRING", STRING),
            "text",
            "time=\\S+Z level=[A-Z]+ logger=VALUE thread=VALUE event=[a-z-]+(?: [a-z0-9_]+=VALUE)*"
                    .replace("VALUE", "(?:[^\\s\"=\\\\\\p{Cntrl}]+|" + STRING + ")"));

    @ParameterizedTest
    @CsvSource({"json", "text"})
    void everyLineOfAServiceIsAnEventWithoutTheTextOfASentence(String format, @TempDir Path folder) throws Exception {
        // Given
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            broker.createTopics(Map.of("sentences", 1, "frames", 1, "rejections", 1, "diagnostics", 1));
            Map<String, String> settings = ServiceSettings.of(broker, SharedRegistry.get(), folder);
            settings.put("log.format", format);
            try (SrlProcess service = SrlProcess.start(folder, settings, Map.of(), "run", "-v");
                    SentenceFeed feed = new SentenceFeed(
                            "sentences",
                            1,
                            broker.bootstrapServers(),
                            Map.of("schema.registry.url", SharedRegistry.get().url()));
                    CommittedRecords outcomes =
                            new CommittedRecords(broker.bootstrapServers(), List.of("frames", "rejections"))) {
                // When
                feed.publishUpTo(SENTENCES, 0);
                while (service.process().isAlive() && outcomes.poll() < SENTENCES) {
                    // Polling waits a little itself.
                }
                service.process().destroy();

                // Then
                assertThat(service.exitCode()).as(service.said()).isZero();
                assertThat(service.said().lines())
                        .allMatch(line -> line.matches(LINES.get(format)))
                        .anyMatch(line ->
                                line.contains(format.equals("json") ? "\"event\":\"started\"" : "event=started "))
                        .anyMatch(line -> line.contains("library-message"))
                        .noneMatch(line -> line.contains("chef") || line.contains("restaurant"));
                assertThat(summed(service.said(), "sentences")).isEqualTo(SENTENCES);
            }
        }
    }

    /** What all summaries together say of a field: one a minute, and one at the end. */
    private static long summed(String log, String field) {
        return log.lines()
                .filter(line -> line.matches(".*event\\W{1,3}summary\\b.*"))
                .mapToLong(line -> Long.parseLong(line.replaceFirst(".*\\b" + field + "\\W{1,2}(\\d+).*", "$1")))
                .sum();
    }

    @ParameterizedTest
    @CsvSource({"json, , json", "text, json, json", "json, text, text", ", , text", ", json, json"})
    void aStartThatFailsSaysSoInTheSameForm(String file, String environment, String format, @TempDir Path folder)
            throws Exception {
        // Given
        Map<String, String> settings = new HashMap<>(Map.of("model.path", "no\u2028where.tar.gz", "http.port", "0"));
        if (file != null) {
            settings.put("log.format", file);
        }
        Map<String, String> variables = environment == null ? Map.of() : Map.of("SRL_LOG_FORMAT", environment);

        // When
        try (SrlProcess service = SrlProcess.start(folder, settings, variables, "run")) {
            assertThat(service.exitCode()).isEqualTo(1);

            // Then
            boolean json = format.equals("json");
            assertThat(service.said().lines().filter(line -> line.contains("start-refused")))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .matches(LINES.get(format))
                            .contains("where.tar.gz", json ? ",\"exit_code\":1," : " exit_code=1 "));
            // People get the sentence as such, too.
            assertThat(service.said().lines().filter(line -> !line.matches(LINES.get(format))))
                    .hasSize(json ? 0 : 1)
                    .allMatch(line -> line.startsWith("There is no checkpoint at "));
        }
    }
}
