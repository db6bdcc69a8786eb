package dev.srlstream.webconsole;

import dev.srlstream.config.Settings;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.health.ServiceHealth;
import dev.srlstream.http.HttpService;
import dev.srlstream.metrics.InstanceNumbers;
import dev.srlstream.stream.outcomes.SentenceOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The page that a browser shows of an instance, from its first moment to its last. Told by the service, from any thread; nothing that it
 * is told makes the caller wait, and no outcome is kept for pages while none is open. Owned by the service, and closed before the HTTP port.
 */
public final class WebConsole implements AutoCloseable {
    private final Settings settings;
    private final ServiceHealth health;
    private final Supplier<InstanceNumbers> numbers;
    private final String version;
    private final long started = System.currentTimeMillis();
    private final OutcomeSample sample = new OutcomeSample();
    private final EventStream events = new EventStream(new InstanceReport());
    private volatile @Nullable CheckpointAudit audit;
    private volatile @Nullable String device;

    private WebConsole(Settings settings, ServiceHealth health, Supplier<InstanceNumbers> numbers, String version) {
        this.settings = settings;
        this.health = health;
        this.numbers = numbers;
        this.version = version;
    }

    /**
     * Serves the page.
     *
     * @param numbers of now
     * @param version of the product
     */
    public static WebConsole open(
            HttpService http,
            Settings settings,
            ServiceHealth health,
            Supplier<InstanceNumbers> numbers,
            String version) {
        WebConsole console = new WebConsole(settings, health, numbers, version);
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
        if (events.isWatched()) {
            sample.add(outcomes, System.currentTimeMillis());
        }
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
        }

        @Override
        public List<byte[]> all() {
            return List.of(aboutEvent(), stateEvent(), auditEvent());
        }

        @Override
        public List<byte[]> news() {
            List<byte[]> news = new ArrayList<>();
            news.add(ServerSentEvent.of("numbers", numbers.get()));
            List<SampledOutcome> taken = sample.take();
            if (!taken.isEmpty()) {
                news.add(ServerSentEvent.of("outcomes", OutcomeView.of(taken, settings.showsSentences())));
            }
            return news;
        }
    }
}
