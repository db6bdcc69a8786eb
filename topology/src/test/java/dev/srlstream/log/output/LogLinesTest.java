package dev.srlstream.log.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.srlstream.log.service.EngineEvents.BatchTooLarge;
import dev.srlstream.log.service.EngineEvents.EngineDied;
import dev.srlstream.log.service.EngineEvents.PassAbandoned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is logged is one line that gives the values back, in either form. */
class LogLinesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** DEL aside, which does nothing and which JSON need not escape. */
    private static final String UNPRINTABLE = "[[\\p{Cc}&&[^\\x7f]]\\p{Cf}\\p{Cs}\\u2028\\u2029\\ufffd]";

    static Stream<String> values() {
        return Stream.of(
                "plain",
                "",
                " ",
                "two words",
                "a=b level=ERROR",
                "\"",
                "\" level=ERROR event=forged x=\"",
                "\\\" event=forged",
                "ends with \\",
                "\\n",
                "one\ntime=2026-01-01T00:00:00.000Z level=ERROR event=forged",
                "one\r\ntwo\rthree",
                "one\u2028two\u2029three\u0085four\u000bfive\u000csix",
                "tab\there",
                "\u001b[31mred\u001b[0m \u009b2J",
                "nul\u0000del\u007f",
                "\u202egnirts",
                "{\"event\":\"forged\"}",
                "größer 日本 😀",
                "half \ud83d of a character",
                "x".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aFieldComesBack(String value) throws Exception {
        String text = text(log -> log.events().log(new BatchTooLarge(3, 1_024, value)));
        String json = json(log -> log.events().log(new BatchTooLarge(3, 1_024, value)));

        assertThat(TextLine.fields(text))
                .containsEntry("event", "batch-too-large")
                .containsEntry("error", value);
        assertThat(JSON.readTree(json).path("error").textValue()).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("values")
    void theMessageOfALibraryComesBack(String value) throws Exception {
        String text = text(log -> log.logger().warn("{}", value));
        String json = json(log -> log.logger().warn("{}", value));

        assertThat(TextLine.fields(text))
                .containsEntry("event", "library-message")
                .containsEntry("message", value);
        assertThat(JSON.readTree(json).path("message").textValue()).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("values")
    void theMessageOfAFaultStaysInItsField(String value) throws Exception {
        IllegalStateException fault = new IllegalStateException(value, new IllegalArgumentException(value));

        String text = text(log -> log.events().log(new EngineDied(fault)));
        String json = json(log -> log.events().log(new EngineDied(fault)));

        String trace = JSON.readTree(json).path("stack_trace").textValue();
        assertThat(trace).contains("IllegalStateException: " + value, "\tat dev.srlstream.log.output", "Caused by: ");
        assertThat(TextLine.fields(text)).containsEntry("stack_trace", trace);
    }

    /** Logback gives threads without a name one of its own. */
    static Stream<String> names() {
        return values().filter(name -> !name.isEmpty());
    }

    @ParameterizedTest
    @MethodSource("names")
    void theNameOfAThreadComesBack(String value) throws Exception {
        Thread thread = Thread.currentThread();
        String name = thread.getName();
        thread.setName(value);
        try {
            String text = text(log -> log.events().log(new PassAbandoned(true)));
            String json = json(log -> log.events().log(new PassAbandoned(true)));

            assertThat(TextLine.fields(text)).containsEntry("thread", value);
            assertThat(JSON.readTree(json).path("thread").textValue()).isEqualTo(value);
        } finally {
            thread.setName(name);
        }
    }

    @Test
    void textHasItsFieldsInAFixedOrder() {
        // When
        String text = text(log -> log.events().log(new BatchTooLarge(3, 1_024, "out of memory")));

        // Then
        assertThat(text)
                .matches("time=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z level=WARN logger=LogLinesTest"
                        + " thread=\\S+ event=batch-too-large rows=3 batch_tokens=1024 error=\"out of memory\"");
    }

    @Test
    void jsonIsFlatAndHasTypes() throws Exception {
        // When
        Instant before = Instant.now();
        JsonNode json = JSON.readTree(json(log -> log.events().log(new BatchTooLarge(3, 1_024, "out of memory"))));
        JsonNode other = JSON.readTree(json(log -> log.events().log(new PassAbandoned(true))));

        // Then
        assertThat(List.copyOf(json.properties()).stream().map(Map.Entry::getKey))
                .containsExactly("time", "level", "logger", "thread", "event", "rows", "batch_tokens", "error");
        assertThat(Instant.parse(json.path("time").textValue()))
                .isBetween(before.minus(Duration.ofSeconds(1)), Instant.now());
        assertThat(json.path("level").textValue()).isEqualTo("WARN");
        assertThat(json.path("logger").textValue()).isEqualTo(LogLinesTest.class.getName());
        assertThat(json.path("event").textValue()).isEqualTo("batch-too-large");
        assertThat(json.path("rows").isIntegralNumber()).isTrue();
        assertThat(json.path("batch_tokens").intValue()).isEqualTo(1_024);
        assertThat(other.path("hung").isBoolean()).isTrue();
    }

    @Test
    void aMessageOfALibraryKeepsItsFault() {
        // When
        String text = text(log -> log.logger().error("It failed", new IllegalStateException("broken\npipe")));

        // Then
        assertThat(TextLine.fields(text))
                .contains(entry("event", "library-message"), entry("message", "It failed"))
                .hasEntrySatisfying("stack_trace", trace -> assertThat(trace)
                        .startsWith("java.lang.IllegalStateException: broken\npipe\n\tat "));
    }

    private interface Act {
        void on(CapturedLog log);
    }

    private static String text(Act act) {
        try (CapturedLog log = new CapturedLog(LogLinesTest.class, new TextEncoder())) {
            act.on(log);
            return line(log);
        }
    }

    private static String json(Act act) {
        try (CapturedLog log = new CapturedLog(LogLinesTest.class, JsonLines.encoder())) {
            act.on(log);
            return line(log);
        }
    }

    /** What was logged, which must be one line to every program, whatever it takes for the end of one. */
    private static String line(CapturedLog log) {
        String text = log.text();
        assertThat(text).endsWith("\n");
        String line = text.substring(0, text.length() - 1);
        assertThat(line).isNotEmpty().doesNotContainPattern(UNPRINTABLE);
        return line;
    }
}
