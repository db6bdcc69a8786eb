package dev.srlstream.webconsole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.srlstream.config.Settings;
import dev.srlstream.event.Architecture;
import dev.srlstream.event.Argument;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.CheckpointSource;
import dev.srlstream.event.FindingKind;
import dev.srlstream.event.Frame;
import dev.srlstream.event.KeyCounts;
import dev.srlstream.event.KeyFinding;
import dev.srlstream.event.Outcome;
import dev.srlstream.event.Predicate;
import dev.srlstream.event.Token;
import dev.srlstream.health.ServiceHealth;
import dev.srlstream.health.ServiceState;
import dev.srlstream.http.HttpService;
import dev.srlstream.metrics.InstanceNumbers;
import dev.srlstream.metrics.Metrics;
import dev.srlstream.metrics.RecentLatencies;
import dev.srlstream.sentence.Labelled;
import dev.srlstream.sentence.Labelling;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.sentence.Rejection.Stage;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.stream.outcomes.SentenceOutcome;
import dev.srlstream.stream.pending.PendingSentence;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebConsoleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\n\n\u202Eevent: state \uD83D";

    /** A console on a port of its own. */
    private static final class Opened implements AutoCloseable {
        final ServiceHealth health = new ServiceHealth(Clock.systemUTC());
        final Metrics metrics = new Metrics("test");
        final HttpService http;
        final WebConsole console;

        Opened(Map<String, String> given) throws Exception {
            Map<String, String> all = new HashMap<>(given);
            all.put("http.port", "0");
            Settings settings = Settings.load(null, Map.of(), all);
            http = HttpService.open(settings.http());
            console = WebConsole.open(http, settings, health, this::numbers, "7.1");
        }

        private InstanceNumbers numbers() {
            return InstanceNumbers.of(
                    metrics.registry(), "sentences", new RecentLatencies(), System.currentTimeMillis());
        }

        OpenPage viewer() throws Exception {
            return new OpenPage(http.url());
        }

        @Override
        public void close() {
            console.close();
            http.close();
            metrics.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "console.css", "console.js", "panels.js", "plots.js", "sentences.js", "dom.js", "favicon.svg"
            })
    void everyFileIsServedUnderAPolicyThatLetsNothingElseRun(String file) throws Exception {
        try (Opened opened = new Opened(Map.of())) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(opened.http.url() + file))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body().replace("http://www.w3.org/2000/svg", ""))
                    .isNotBlank()
                    .doesNotContain("http://", "https://", " style=", "innerHTML", "onclick=\"");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    void aPageHearsWhichInstanceItIsWithoutItsSecrets() throws Exception {
        try (Opened opened = new Opened(Map.of("http.auth.user", "operator", "http.auth.password", "s3cret"));
                Opened open = new Opened(Map.of("kafka.sasl.jaas.config", "s3cret", "application.id", "labels"));
                OpenPage viewer = open.viewer()) {
            JsonNode about = JSON.readTree(viewer.next("about"));
            assertThat(about.path("application").asText()).isEqualTo("labels");
            assertThat(about.path("version").asText()).isEqualTo("7.1");
            assertThat(about.path("sentences").asBoolean()).isFalse();
            assertThat(about.toString()).contains("kafka.sasl.jaas.config").doesNotContain("s3cret");
            assertThat(about.path("settings").findValuesAsText("source")).contains("default", "flag", "derived");
            try (OpenPage refused = opened.viewer()) {
                assertThat(refused.status()).contains("401");
            }
        }
    }

    @Test
    void stateAndAuditAreToldAsSoonAsTheyAreKnown() throws Exception {
        try (Opened opened = new Opened(Map.of());
                OpenPage viewer = opened.viewer()) {
            assertThat(viewer.next("state")).contains("\"starting\"");
            assertThat(viewer.next("audit")).isEqualTo("null");
            // When
            opened.health.enter(ServiceState.AUDITING);
            opened.console.audited(audit());
            opened.health.enter(ServiceState.FAILED, "The checkpoint is REJECTED.");
            // Then
            assertThat(viewer.next("state")).contains("\"auditing\"");
            JsonNode audit = JSON.readTree(viewer.next("audit"));
            assertThat(audit.path("findings").findValuesAsText("action"))
                    .containsExactly("refused", "regenerated", "ignored");
            assertThat(audit.path("counts").toString())
                    .isEqualTo(
                            "{\"in the file\":9,\"expected\":8,\"used as they are\":6,\"regenerated\":1,\"ignored\":1,\"refused\":1}");
            assertThat(viewer.next("state")).contains("\"failed\"", "The checkpoint is REJECTED.");
            try (OpenPage later = opened.viewer()) {
                assertThat(later.next("state")).contains("\"failed\"");
                assertThat(later.next("audit")).contains("\"regenerated\"");
            }
        }
    }

    @Test
    void outcomesAreNotCollectedWhileNobodyLooks() throws Exception {
        try (Opened opened = new Opened(Map.of())) {
            opened.console.committed(List.of(outcome(1, labelled())));
            try (OpenPage viewer = opened.viewer()) {
                viewer.next("numbers");
                opened.console.committed(List.of(outcome(2, labelled())));
                assertThat(viewer.next("outcomes")).contains("\"offset\":2").doesNotContain("\"offset\":1");
            }
        }
    }

    @Test
    void ofManyOutcomesAFewAreShownEachSecond() throws Exception {
        try (Opened opened = new Opened(Map.of());
                OpenPage viewer = opened.viewer()) {
            viewer.next("numbers");
            List<SentenceOutcome> many = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                many.add(outcome(i, i % 2 == 0 ? labelled() : new Rejection(Stage.DECODE, "No schema.")));
            }
            opened.console.committed(many);

            JsonNode shown = JSON.readTree(viewer.next("outcomes"));
            assertThat(shown).hasSize(6);
            assertThat(shown.findValuesAsText("stage"))
                    .filteredOn("decode"::equals)
                    .hasSize(2);
            assertThat(shown.findValuesAsText("reason"))
                    .filteredOn("No schema."::equals)
                    .hasSize(2);
        }
    }

    @Test
    void whatSentencesSayIsToldOnlyWhereItIsAskedFor() throws Exception {
        try (Opened quiet = new Opened(Map.of());
                OpenPage viewer = quiet.viewer()) {
            viewer.next("numbers");
            quiet.console.committed(List.of(outcome(3, labelled())));
            assertThat(viewer.next("outcomes"))
                    .contains("\"offset\":3", "\"words\":3", "\"frames\":1", "\"sentence\":null")
                    .doesNotContain("person-7", "onerror");
        }
        try (Opened open = new Opened(Map.of("console.sentences", "true"));
                OpenPage viewer = open.viewer()) {
            viewer.next("numbers");
            open.console.committed(List.of(outcome(3, labelled())));
            JsonNode sentence = JSON.readTree(viewer.next("outcomes")).path(0).path("sentence");
            assertThat(sentence.path("id").asText()).isEqualTo("person-7");
            // Half of a character cannot be sent, and its place stays.
            assertThat(sentence.path("text").asText()).isEqualTo("a " + HOSTILE.replace('\uD83D', '?') + " b");
            assertThat(sentence.path("frames").path(0).path("spans").toString())
                    .isEqualTo("[{\"role\":\"V\",\"begin\":0,\"end\":1},{\"role\":\"ARG1\",\"begin\":2,\"end\":%d}]"
                            .formatted(2 + HOSTILE.length()));
        }
    }

    @Test
    void aLongSentenceIsCutBetweenCharactersAndItsSpansWithIt() {
        String face = "\uD83D\uDE00";
        List<Token> tokens = List.of(token("x", 0), token("x" + face.repeat(400), 2), token("end", 804));
        String text = "x x" + face.repeat(400) + " end";
        Labelled labelled = labelled(text, tokens, List.of(argument("ARG1", 1, 2), argument("ARG2", 2, 3)));

        SentenceView view = SentenceView.of(labelled);

        assertThat(view.cut()).isTrue();
        assertThat(view.text()).hasSize(599).endsWith(face);
        assertThat(view.frames().get(0).spans())
                .containsExactly(new SentenceView.SpanView("V", 0, 1), new SentenceView.SpanView("ARG1", 2, 599));
    }

    @Test
    void wordsThatAreNotInTheTextAreShownInItsPlace() {
        List<Token> tokens = List.of(new Token("cannot", -1, -1, -1, -1), token("go", 4));
        Labelled labelled = labelled("can’t go", tokens, List.of(argument("ARG1", 1, 2)));

        SentenceView view = SentenceView.of(labelled);

        assertThat(view.text()).isEqualTo("cannot go");
        assertThat(view.frames().get(0).spans())
                .containsExactly(new SentenceView.SpanView("V", 0, 6), new SentenceView.SpanView("ARG1", 7, 9));
    }

    private static SentenceOutcome outcome(long offset, Labelling labelling) {
        PendingSentence record = new PendingSentence(
                offset, System.currentTimeMillis(), null, null, new RecordHeaders(), "sentences", 0, offset, -1);
        return new SentenceOutcome(record, labelling);
    }

    private static Labelled labelled() {
        int end = 2 + HOSTILE.length();
        List<Token> tokens = List.of(token("a", 0), token(HOSTILE, 2), token("b", end + 1));
        return labelled("a " + HOSTILE + " b", tokens, List.of(argument("ARG1", 1, 2)));
    }

    private static Labelled labelled(String text, List<Token> tokens, List<Argument> arguments) {
        Frame frame = Frame.newBuilder()
                .setPredicate(new Predicate(0, "a"))
                .setTags(List.of())
                .setArguments(arguments)
                .setDescription("")
                .setConfidence(1)
                .build();
        Sentence sentence = new Sentence("person-7", text, tokens, List.of(0), Map.of());
        return new Labelled(sentence, List.of(frame), List.of());
    }

    private static Token token(String text, int begin) {
        return new Token(text, begin, begin + text.length(), -1, -1);
    }

    private static Argument argument(String role, int start, int end) {
        return new Argument(role, start, end, -1, -1, "", 1.0, -1, -1);
    }

    private static CheckpointAudit audit() {
        return CheckpointAudit.newBuilder()
                .setSource(new CheckpointSource("model.tar.gz", "c0ffee", 12L, "tar.gz, torch zip"))
                .setArchitecture(new Architecture(2, 8, 2, 16, 100, 9, 64))
                .setPolicy("strict")
                .setOutcome(Outcome.REJECTED)
                .setSummary("A key is missing.")
                .setKeys(new KeyCounts(9, 8, 6, 1, 0, 0, 1, 1))
                .setFindings(List.of(
                        finding("pooler", FindingKind.IGNORED, "ignored"),
                        finding("position_ids", FindingKind.REGENERATED, "regenerated"),
                        finding("weight", FindingKind.MISSING, "refused")))
                .setPytorchMessage("")
                .setParameters(1_000)
                .build();
    }

    private static KeyFinding finding(String key, FindingKind kind, String action) {
        return KeyFinding.newBuilder()
                .setKey(key)
                .setKind(kind)
                .setAction(action)
                .setDetail("Because.")
                .build();
    }
}
