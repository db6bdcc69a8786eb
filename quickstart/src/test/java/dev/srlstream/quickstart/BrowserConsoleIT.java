package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.srlstream.config.Settings;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.operations.SrlService;
import dev.srlstream.operations.StartupException;
import dev.srlstream.quickstart.StruckModel.Fault;
import dev.srlstream.topics.SentencePublisher;
import dev.srlstream.warmup.WarmUpListener;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console of a real instance in a real browser. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserConsoleIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final EmbeddedBroker broker;
    private final ApicurioRegistry registry;

    @TempDir
    private Path models = Path.of("");

    BrowserConsoleIT() throws Exception {
        broker = EmbeddedBroker.start();
        registry = SharedRegistry.get();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void showsWhatAnInstanceDoesToEverybodyWhoLooks(@TempDir Path folder) throws Exception {
        Settings settings = settings("shown", Map.of("console.sentences", "true"));
        try (Browser browser = Browser.open(folder);
                SrlService service = new SrlService(settings, WarmUpListener.SILENT);
                SentencePublisher publisher = SentencePublisher.open(settings)) {
            // Given
            service.start();
            browser.load(service.url().orElseThrow());
            browser.awaitText("state", "running");
            browser.awaitText("facts", "REPAIRED");
            browser.awaitText("facts", service.audit().getSource().getSha256());
            browser.awaitText("audit", "bert_model.embeddings.position_ids");
            browser.awaitText("plots", "0 not read yet, 0 pending");
            assertThat(browser.text("settings-summary")).contains("settings, of which");
            // When
            publisher.publish(sentence("s1", "The chef opened a restaurant .", 2));
            publisher.publish(sentence("s2", "Nobody opened it .", 9));
            publisher.flush();
            // Then
            browser.awaitText("sentences", "ARG0 The chef");
            browser.awaitText("sentences", "V opened");
            browser.awaitText("rejections", "Predicate 9 is out of range");
            browser.awaitText("plots", "since the start 2 sentences, 1 of them rejected");
            assertThat(browser.text("plots")).contains("p50", "ms");
            assertThatItIsUsable(browser);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=window.hacked=1> <script>window.hacked=1</script> & &lt; \"'",
                "</p></main><iframe src=javascript:parent.hacked=1></iframe>",
                "abc \u202Edcba\u202C \u2066x \u0007\u0001\u001B[31m red",
                "\uD83D\uDE00 \uD83D\uDC69\u200D\uD83D\uDE80 e\u0301\u0301\u0301 \uFB01 \u0639\u0631\u0628\u064A"
            })
    void showsHostileTextAsItIs(String hostile, @TempDir Path folder) throws Exception {
        Settings settings =
                settings("hostile" + Integer.toHexString(hostile.hashCode()), Map.of("console.sentences", "true"));
        try (Browser browser = Browser.open(folder);
                SrlService service = new SrlService(settings, WarmUpListener.SILENT);
                SentencePublisher publisher = SentencePublisher.open(settings)) {
            service.start();
            browser.load(service.url().orElseThrow());
            browser.awaitText("state", "running");
            // When
            String text = hostile + " opened " + hostile;
            publisher.publish(sentence(hostile, text, hostile.split(" ").length));
            publisher.publish(sentence("long", "w".repeat(5_000) + " opened " + "it ".repeat(20) + ".", 1));
            publisher.flush();
            browser.awaitText("sentences", "V opened");
            browser.awaitText("sentences", "long");
            browser.awaitText("sentences", " …");
            // Then
            Object shown = browser.run("return [...document.querySelectorAll('#sentences .text')].map(line =>"
                    + " [...line.querySelectorAll('bdi')].map(part => part.textContent).join(''))");
            assertThat(shown).asInstanceOf(InstanceOfAssertFactories.LIST).contains(text);
            assertThat(browser.run(
                            "return document.querySelectorAll('#sentences img, script:not([src]), iframe').length"))
                    .isEqualTo(0L);
            assertThat(browser.run("return window.hacked")).isEqualTo("");
            assertThatItIsUsable(browser);
        }
    }

    @Test
    void saysWhichSettingWouldShowSentencesAndShowsNone(@TempDir Path folder) throws Exception {
        Settings settings = settings("quiet", Map.of());
        try (Browser browser = Browser.open(folder);
                SrlService service = new SrlService(settings, WarmUpListener.SILENT);
                SentencePublisher publisher = SentencePublisher.open(settings)) {
            service.start();
            browser.load(service.url().orElseThrow());
            browser.awaitText("sentences-note", "console.sentences=true");
            publisher.publish(sentence("person-7", "The chef opened a restaurant .", 2));
            publisher.flush();
            browser.awaitText("sentences", "6 words, 1 frame");
            assertThat((String) browser.run("return document.documentElement.outerHTML"))
                    .doesNotContain("restaurant", "person-7");
        }
    }

    @Test
    void showsWhyACheckpointIsRejected(@TempDir Path folder) throws Exception {
        Settings settings = settings("rejected", Map.of("model.policy", "strict", "http.linger.ms", "600000"));
        try (Browser browser = Browser.open(folder);
                SrlService service = new SrlService(settings, WarmUpListener.SILENT)) {
            CompletableFuture<StartupException> refusal = CompletableFuture.supplyAsync(() -> start(service));
            await("the port").atMost(PATIENCE).until(() -> service.url().isPresent());
            // When
            browser.load(service.url().orElseThrow());
            // Then
            browser.awaitText("state", "failed");
            browser.awaitText("reason", "bert_model.embeddings.position_ids");
            browser.awaitText("audit", "REJECTED");
            browser.awaitText("audit", "refused (missing)");
            assertThatItIsUsable(browser);
            service.close();
            assertThat(refusal.join().exitCode()).isEqualTo(3);
        }
    }

    @Test
    void showsWhyAnEngineDiedAndGoesOnWithTheNextInstanceOnItsPort(@TempDir Path folder) throws Exception {
        // Without the canary, whose sentence the fault would strike before one is published.
        Settings settings = settings("dead", Map.of("console.sentences", "true", "canary.interval.ms", "0"));
        try (Browser browser = Browser.open(folder);
                SentencePublisher publisher = SentencePublisher.open(settings)) {
            // Given
            SrlService dying = new SrlService(
                    settings, WarmUpListener.SILENT, model -> new StruckModel(model, 0, Fault.OUT_OF_MEMORY));
            String url;
            try (dying) {
                dying.start();
                url = dying.url().orElseThrow();
                browser.load(url);
                browser.awaitText("state", "running");
                // When
                publisher.publish(sentence("s1", "The chef opened a restaurant .", 2));
                publisher.flush();
                // Then
                browser.awaitText("state", "failed");
                browser.awaitText("reason", "native memory");
            }
            browser.awaitText("connection", "Connection lost, trying again");
            assertThat(browser.text("reason")).contains("native memory");
            assertThatItIsUsable(browser);
            // When
            Settings samePort = settings(
                    "dead",
                    Map.of(
                            "console.sentences",
                            "true",
                            "http.port",
                            Integer.toString(URI.create(url).getPort())));
            try (SrlService next = new SrlService(samePort, WarmUpListener.SILENT)) {
                next.start();
                // Then
                browser.awaitText("connection", "Live");
                browser.awaitText("state", "running");
                assertThat(browser.text("reason")).isEmpty();
                publisher.publish(sentence("s2", "The chef opened a restaurant .", 2));
                publisher.flush();
                browser.awaitText("sentences", "s2");
                assertThat(browser.errors()).isEmpty();
            }
        }
    }

    /** Without errors, in light and in dark, wide and narrow. */
    private static void assertThatItIsUsable(Browser browser) {
        browser.run("document.querySelectorAll('details').forEach(part => part.open = true)");
        for (boolean dark : List.of(false, true)) {
            browser.darken(dark);
            assertThat(browser.violations()).as(dark ? "dark" : "light").isEmpty();
        }
        browser.narrowToPhone();
        assertThat(browser.run("return Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"))
                .isEqualTo((long) Browser.PHONE_WIDTH);
        assertThat(browser.violations()).as("narrow").isEmpty();
        browser.widen();
        assertThat(browser.errors()).isEmpty();
    }

    private static SentenceEvent sentence(String id, String text, int predicate) {
        return SentenceEvent.newBuilder()
                .setId(id)
                .setText(text)
                .setTokens(List.of(text.split(" ")))
                .setPredicates(List.of(predicate))
                .build();
    }

    /** With topics of its own. */
    private Settings settings(String name, Map<String, String> given) throws Exception {
        Map<String, String> configuration = new HashMap<>(ServiceSettings.of(broker, registry, models));
        configuration.put("application.id", name);
        for (String topic : List.of("sentences", "frames", "rejections", "diagnostics")) {
            configuration.put("topic." + topic, name + "-" + topic);
            if (!given.containsKey("http.port")) {
                broker.createTopics(Map.of(name + "-" + topic, 1));
            }
        }
        configuration.putAll(given);
        return Settings.load(null, Map.of(), configuration);
    }

    private static StartupException start(SrlService service) {
        try {
            service.start();
        } catch (StartupException e) {
            return e;
        }
        throw new AssertionError("The start was not refused");
    }
}
