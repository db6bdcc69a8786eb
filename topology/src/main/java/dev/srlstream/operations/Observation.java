package dev.srlstream.operations;

import dev.srlstream.config.Settings;
import dev.srlstream.config.Sizing;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.WarmUpReport;
import dev.srlstream.health.Probe;
import dev.srlstream.health.ServedModel;
import dev.srlstream.health.ServiceHealth;
import dev.srlstream.health.ServiceState;
import dev.srlstream.http.DocumentHandler;
import dev.srlstream.http.HttpService;
import dev.srlstream.http.HttpSettings;
import dev.srlstream.http.ProbeHandler;
import dev.srlstream.inference.EngineListener;
import dev.srlstream.inference.EngineSettings;
import dev.srlstream.inference.InferenceEngine;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.service.ServiceEvents.Listening;
import dev.srlstream.metrics.EngineMeters;
import dev.srlstream.metrics.InstanceMeters;
import dev.srlstream.metrics.InstanceNumbers;
import dev.srlstream.metrics.Metrics;
import dev.srlstream.metrics.OutcomeMeters;
import dev.srlstream.metrics.StageMeters;
import dev.srlstream.sentence.Rejection.Stage;
import dev.srlstream.stream.SentenceStreams;
import dev.srlstream.stream.outcomes.SentenceOutcome;
import dev.srlstream.stream.outcomes.StreamListener;
import dev.srlstream.webconsole.WebConsole;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;

/** What can be seen of an instance from outside, from its first moment to its last: state, meters, HTTP port. */
final class Observation implements AutoCloseable {
    private static final EventLog LOG = EventLog.of(Observation.class);

    /** Beyond the time after which the engine itself, or the service, should have ended. */
    private static final Duration ENGINE_MARGIN = Duration.ofSeconds(30);

    private static final Duration CLOSE_MARGIN = Duration.ofSeconds(10);

    /** A stream thread asks for records every half second at least, also while brokers are away. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    private final Settings settings;
    private final ServiceHealth health;
    private final Metrics metrics;
    private final StageMeters stages;
    private final OutcomeMeters outcomes;
    private final InstanceMeters instance;
    private final @Nullable HttpService http;
    private final @Nullable WebConsole console;
    private final Summaries summaries;

    private Observation(Settings settings, ServiceHealth health, Metrics metrics, @Nullable HttpService http) {
        this.settings = settings;
        this.health = health;
        this.metrics = metrics;
        this.http = http;
        this.stages = new StageMeters(metrics.registry());
        this.outcomes = new OutcomeMeters(metrics.registry(), stages);
        Supplier<InstanceNumbers> numbers = () -> InstanceNumbers.of(
                metrics.registry(), settings.sentencesTopic(), outcomes.latencies(), System.currentTimeMillis());
        this.console = http == null
                ? null
                : WebConsole.open(
                        http, settings, health, numbers, Build.current().version());
        this.summaries = new Summaries(numbers, settings.summaryInterval());
        this.instance = new InstanceMeters(metrics.registry());
        instance.started(health, Build.current().version(), AppInfoParser.getVersion());
    }

    /** @throws StartupException when the HTTP port cannot be used */
    static Observation open(Settings settings) throws StartupException {
        ServiceHealth health = new ServiceHealth(Clock.systemUTC());
        Metrics metrics = new Metrics(settings.applicationId());
        HttpService http = null;
        if (settings.http().port() != HttpSettings.NONE) {
            try {
                http = HttpService.open(settings.http());
            } catch (IOException e) {
                metrics.close();
                throw new StartupException(ExitCode.FAILURE, String.valueOf(e.getMessage()), e);
            }
            Duration endsWithin = settings.closeTimeout().plus(CLOSE_MARGIN);
            http.addOpen("/startupz", new ProbeHandler(Probe.STARTUP, health, endsWithin));
            http.addOpen("/readyz", new ProbeHandler(Probe.READINESS, health, endsWithin));
            http.addOpen("/livez", new ProbeHandler(Probe.LIVENESS, health, endsWithin));
            http.add("/metrics", new DocumentHandler(Metrics.CONTENT_TYPE, metrics::scrape));
            LOG.log(new Listening(http.url()));
        }
        return new Observation(settings, health, metrics, http);
    }

    ServiceHealth health() {
        return health;
    }

    /** Where the HTTP port is, as an address for a browser on this machine; empty where there is none. */
    Optional<String> url() {
        return Optional.ofNullable(http).map(HttpService::url);
    }

    void audited(CheckpointAudit audit) {
        instance.audited(audit);
        if (console != null) {
            console.audited(audit);
        }
        health.model(new ServedModel(
                audit.getSource().getName(),
                audit.getSource().getSha256(),
                audit.getOutcome().toString(),
                audit.getPolicy(),
                null,
                null,
                null));
    }

    /** Returns what the engine is to tell. To be called once the checkpoint is audited. */
    EngineListener warm(WarmUpReport report) {
        ServedModel model = Objects.requireNonNull(health.status().model())
                .on(report.getDevice(), report.getPrecision(), report.getLayers());
        health.model(model);
        if (console != null) {
            console.warm(report.getDevice());
        }
        instance.warm(model, settings.decoding(), !report.getPrecision().equals(settings.precision()));
        return new EngineMeters(metrics.registry(), stages, report.getDevice(), report.getPrecision());
    }

    void engine(InferenceEngine engine, EngineSettings asked, String device) {
        instance.engine(engine, asked, device);
        Duration most = asked.timeout().plus(ENGINE_MARGIN);
        health.watch(() -> overdue("A batch has been running", engine.oldestPassAge(), most));
    }

    /** Returns what has to be closed before the streams are. */
    AutoCloseable streams(SentenceStreams streams, Sizing sizing) {
        instance.pending(streams.pending(), sizing.pendingMax());
        health.watch(
                () -> overdue("A stream thread has not asked for records", streams.longestSilence(), LONGEST_SILENCE));
        summaries.start();
        return streams.bindTo(metrics.registry());
    }

    private static Optional<String> overdue(String what, Duration age, Duration most) {
        return age.compareTo(most) > 0
                ? Optional.of("%s for %d s.".formatted(what, age.toSeconds()))
                : Optional.empty();
    }

    /** @param cause says in a sentence what a fault was */
    StreamListener streamListener(Function<Throwable, String> cause) {
        return new StreamListener() {
            @Override
            public void passed(Stage stage, long nanoseconds) {
                outcomes.passed(stage, nanoseconds);
            }

            @Override
            public void restored(int sentences) {
                outcomes.restored(sentences);
            }

            @Override
            public void committed(List<SentenceOutcome> committed) {
                outcomes.committed(committed);
                if (console != null) {
                    console.committed(committed);
                }
            }

            @Override
            public void running() {
                health.enter(ServiceState.RUNNING);
            }

            @Override
            public void failed(Throwable fault) {
                health.enter(ServiceState.FAILED, cause.apply(fault));
            }
        };
    }

    @Override
    public void close() {
        summaries.close();
        if (console != null) {
            console.close();
        }
        if (http != null) {
            http.close();
        }
        metrics.close();
    }
}
