package dev.srlstream.webconsole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.srlstream.http.Answer;
import dev.srlstream.http.HttpService;
import dev.srlstream.http.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Of 100 kB each: those that wait in the service, and what the operating system keeps of a connection on both sides. */
    private static final int MORE_THAN_BUFFERS_HOLD = 300;

    /** Counts how often it is asked. */
    private static final class CountingReport implements Report {
        final AtomicInteger begun = new AtomicInteger();
        final AtomicInteger asked = new AtomicInteger();

        @Override
        public void begin() {
            begun.incrementAndGet();
        }

        @Override
        public List<byte[]> all() {
            return List.of(ServerSentEvent.of("all", "everything"));
        }

        @Override
        public List<byte[]> news() {
            return List.of(ServerSentEvent.of("news", asked.incrementAndGet()));
        }
    }

    private final CountingReport report = new CountingReport();
    private final EventStream events = new EventStream(report);
    private final HttpService http;

    EventStreamTest() throws IOException {
        http = HttpService.open(new HttpSettings(0, "localhost", null, null, null, null, Duration.ZERO));
        http.add("/events", events);
        http.addOpen("/livez", exchange -> Answer.text(200, "alive").send(exchange));
    }

    @AfterEach
    void stop() {
        events.close();
        http.close();
    }

    @Test
    void aViewerHearsEverythingAndThenWhatIsNew() throws Exception {
        try (OpenPage viewer = new OpenPage(http.url())) {
            assertThat(viewer.next("all")).isEqualTo("\"everything\"");
            assertThat(viewer.next("news")).isEqualTo("1");
            assertThat(viewer.next("news")).isEqualTo("2");
        }
    }

    @Test
    void nothingIsAskedWhileNobodyLooks() throws Exception {
        // Given
        events.tell(() -> {
            throw new AssertionError("Nobody hears this");
        });
        assertThat(report.asked).hasValue(0);
        assertThat(report.begun).hasValue(0);
        // When
        try (OpenPage viewer = new OpenPage(http.url())) {
            viewer.next("news");
        }
        // Then
        await("the viewer to be gone").atMost(PATIENCE).until(() -> !events.isWatched());
        await("the thread to end").atMost(PATIENCE).until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("srl-console")));
        int asked = report.asked.get();
        try (OpenPage viewer = new OpenPage(http.url())) {
            assertThat(viewer.next("news")).isEqualTo(Integer.toString(asked + 1));
        }
        assertThat(report.begun).hasValue(2);
    }

    @Test
    void aSeventeenthViewerIsRefusedUntilOneLeaves() throws Exception {
        List<OpenPage> viewers = new ArrayList<>();
        try {
            for (int i = 0; i < 16; i++) {
                viewers.add(new OpenPage(http.url()));
            }
            // When
            HttpResponse<String> refused = get("events");
            // Then
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body())
                    .isEqualTo("16 pages watch this instance already, which is the most: close one.\n");
            assertThat(get("livez").statusCode()).isEqualTo(200);
            assertThat(head()).isEqualTo(503);
            // When
            viewers.remove(0).close();
            // Then
            await("room").atMost(PATIENCE).until(() -> head() == 200);
            try (OpenPage next = new OpenPage(http.url())) {
                assertThat(next.status()).contains("200");
                next.next("news");
            }
        } finally {
            for (OpenPage viewer : viewers) {
                viewer.close();
            }
        }
    }

    @Test
    void aViewerThatNeverReadsIsDroppedAndKeepsNobodyWaiting() throws Exception {
        byte[] large = ServerSentEvent.of("large", "x".repeat(100_000));
        try (OpenPage silent = new OpenPage(http.url());
                OpenPage other = new OpenPage(http.url())) {
            // When
            for (int told = 0; told < MORE_THAN_BUFFERS_HOLD; told++) {
                events.tell(() -> large);
                // Then
                other.next("large");
                assertThat(get("livez").body()).isEqualTo("alive\n");
            }
            assertThat(silent.isEnded()).isTrue();
            other.next("news");
        }
    }

    @Test
    void whatWasToldLastIsHeardBeforeTheEnd() throws Exception {
        try (OpenPage viewer = new OpenPage(http.url())) {
            viewer.next("news");
            events.tell(() -> ServerSentEvent.of("state", "failed"));
            // When
            events.close();
            // Then
            assertThat(viewer.next("state")).isEqualTo("\"failed\"");
            assertThat(viewer.isEnded()).isTrue();
            assertThat(head()).isEqualTo(503);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(http.url() + path)));
    }

    private int head() throws Exception {
        return send(HttpRequest.newBuilder(URI.create(http.url() + "events"))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody()))
                .statusCode();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    }
}
