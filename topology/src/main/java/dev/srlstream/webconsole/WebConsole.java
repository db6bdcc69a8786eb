package dev.srlstream.webconsole;

import dev.srlstream.config.Settings;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.health.ServiceHealth;
import dev.srlstream.http.HttpService;
import dev.srlstream.stream.outcomes.SentenceOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The page that a browser shows of an instance, from its first moment to its last. Told by the service, from any thread; nothing that it
 * is told makes the caller wait, and nothing is collected while no page is open. Owned by the service, and closed before the HTTP port.
 */
public final class WebConsole implements AutoCloseable {
    private static final int LATENCY_SECONDS = 60;

    /** Of one commit: more would only push out those of other threads. */
    private static final int MOST_LATENCIES = 64;

    private final Settings settings;
    private final ServiceHealth health;
    private final MeterRegistry registry;
    private final String version;
    private final long started = System.currentTimeMillis();
    private final OutcomeSample sample = new OutcomeSample();
    private final Latencies latencies = new Latencies();
    private final EventStream events = new EventStream(new InstanceReport());
    private volatile @Nullable CheckpointAudit audit;
    private volatile @Nullable String device;

    private WebConsole(Settings settings, ServiceHealth health, MeterRegistry registry, String version) {
        this.settings = settings;
        this.health = health;
        this.registry = registry;
        this.version = version;
    }

    /**
     * Serves the page.
     *
     * @param version of the product
     */
    public static WebConsole open(
            HttpService http, Settings settings, ServiceHealth health, MeterRegistry registry, String version) {
        WebConsole console = new WebConsole(settings, health, registry, version);
        health.listen(change -> console.events.tell(console::stateEvent));
        http.add("/", new StaticFile("console.html", "text/html; charset=utf-8"));
        http.add("/console.css", new StaticFile("console.css", "text/css; charset=utf-8"));
        for (String script : List.of("console.js", "panels.js", "plots.js", "sentences.js", "dom.js")) {
            http.add("/" + script, new StaticFile(script, "text/javascript; charset=utf-8"));
        }
        http.add("/favicon.svg", new StaticFile("favicon.svg", "image/svg+xml"));
        http.add("/events", console.events);
        return console;
    }

    public void audited(CheckpointAudit made) {
        audit = made;
        events.tell(this::auditEvent);
    }

    /** @param warmDevice that the model is on, which some settings follow from */
    public void warm(String warmDevice) {
        device = warmDevice;
        events.tell(this::aboutEvent);
    }

    public void committed(List<SentenceOutcome> outcomes) {
        if (!events.isWatched()) {
            return;
        }
        long now = System.currentTimeMillis();
        sample.add(outcomes, now);
        int step = 1 + outcomes.size() / MOST_LATENCIES;
        for (int i = 0; i < outcomes.size(); i += step) {
            latencies.add(second(now), now - outcomes.get(i).record().timestamp());
        }
    }

    private int second(long now) {
        return (int) TimeUnit.MILLISECONDS.toSeconds(now - started);
    }

    private byte[] aboutEvent() {
        return ServerSentEvent.of("about", AboutView.of(settings, version, started, device));
    }

    private byte[] auditEvent() {
        CheckpointAudit made = audit;
        return ServerSentEvent.of("audit", made == null ? null : AuditView.of(made));
    }

    private byte[] stateEvent() {
        return ServerSentEvent.of("state", StatusView.of(health.status()));
    }

    @Override
    public void close() {
        events.close();
    }

    private final class InstanceReport implements Report {
        @Override
        public void begin() {
            sample.clear();
            latencies.clear();
        }

        @Override
        public List<byte[]> all() {
            return List.of(aboutEvent(), stateEvent(), auditEvent());
        }

        @Override
        public List<byte[]> news() {
            long now = System.currentTimeMillis();
            long[] newest = latencies.since(second(now) - LATENCY_SECONDS);
            List<byte[]> news = new ArrayList<>();
            news.add(ServerSentEvent.of("numbers", Numbers.of(registry, settings.sentencesTopic(), now, newest)));
            List<SampledOutcome> taken = sample.take();
            if (!taken.isEmpty()) {
                news.add(ServerSentEvent.of("outcomes", OutcomeView.of(taken, settings.showsSentences())));
            }
            return news;
        }
    }
}
