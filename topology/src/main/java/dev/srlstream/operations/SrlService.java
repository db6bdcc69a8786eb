package dev.srlstream.operations;

import dev.srlstream.change.Hold;
import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.ModelChange;
import dev.srlstream.config.Settings;
import dev.srlstream.config.Sizing;
import dev.srlstream.diagnosis.Causes;
import dev.srlstream.diagnosis.Diagnosis;
import dev.srlstream.diagnosis.StopRemedy;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.EngineFailure;
import dev.srlstream.event.Outcome;
import dev.srlstream.event.WarmUpReport;
import dev.srlstream.health.ServiceState;
import dev.srlstream.inference.EngineDeadException;
import dev.srlstream.inference.EngineLabeller;
import dev.srlstream.inference.EngineListener;
import dev.srlstream.inference.EngineSettings;
import dev.srlstream.inference.InferenceEngine;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.service.ServiceEvents.DiagnosticNotPublished;
import dev.srlstream.log.service.ServiceEvents.SettingsDerived;
import dev.srlstream.log.service.ServiceEvents.StartRefused;
import dev.srlstream.log.service.ServiceEvents.Started;
import dev.srlstream.log.service.ServiceEvents.Stopped;
import dev.srlstream.model.SrlModel;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.sentence.SentenceReader;
import dev.srlstream.stream.SentenceStreams;
import dev.srlstream.stream.StartOffsetException;
import dev.srlstream.warmup.WarmModel;
import dev.srlstream.warmup.WarmUp;
import dev.srlstream.warmup.WarmUpException;
import dev.srlstream.warmup.WarmUpListener;
import dev.srlstream.warmup.WarmUpPlan;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The service: checks its surroundings, audits and warms the model, then labels sentences until it is closed or a fault
 * stops it. Started once, by one thread; may be closed from any.
 */
public final class SrlService implements AutoCloseable {
    private static final EventLog LOG = EventLog.of(SrlService.class);

    private final Settings settings;
    private final WarmUpListener listener;
    private final UnaryOperator<SrlModel> device;
    private final OpenResources resources = new OpenResources();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong closing = new AtomicLong();
    private volatile @Nullable Observation observation;
    private volatile @Nullable CheckpointAudit audit;
    private volatile @Nullable WarmUpReport report;
    private volatile @Nullable DiagnosticsPublisher diagnostics;
    private volatile @Nullable SentenceStreams streams;

    public SrlService(Settings settings, WarmUpListener listener) {
        this(settings, listener, UnaryOperator.identity());
    }

    /** @param device puts something between the engine and the warm model, such as a slower or a failing device */
    public SrlService(Settings settings, WarmUpListener listener, UnaryOperator<SrlModel> device) {
        this.settings = settings;
        this.listener = listener;
        this.device = device;
    }

    /**
     * Audits the checkpoint and publishes the audit; warms the model and publishes the report; waits while other instances serve
     * another model ({@code model.change}); begins to consume. Returns when all that is done. Close the service also when this fails.
     *
     * @throws StartupException when anything of that is impossible, the checkpoint is rejected, or the service is closed
     *     meanwhile; no sentence has been consumed
     */
    public void start() throws StartupException {
        try {
            Observation observed = resources.add(Observation.open(settings));
            observation = observed;
            start(observed);
        } catch (StartupException e) {
            if (closed.getCount() == 0) {
                throw e; // It was asked to end, and nobody has refused anything.
            }
            String reason = String.valueOf(e.getMessage());
            LOG.log(new StartRefused(e.exitCode(), reason));
            Observation observed = observation;
            if (observed != null) {
                observed.health().enter(ServiceState.FAILED, reason);
                linger();
            }
            throw e;
        }
    }

    /** So that probes and scrapes can see what the start was refused for; ends when the service is closed. */
    private void linger() {
        try {
            closed.await(settings.http().linger().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(Observation observed) throws StartupException {
        WarmUpPlan plan = plan();
        new StartupChecks(settings).run();
        try {
            DiagnosticsPublisher publisher = resources.add(new DiagnosticsPublisher(settings));
            diagnostics = publisher;
            WarmModel model = warm(plan, publisher, observed);
            Sizing sizing = sizing(model);
            EngineListener meters = observed.warm(model.report());
            EngineSettings engineSettings = settings.engine(sizing, false);
            InferenceEngine engine = InferenceEngine.start(model, engineSettings, meters);
            resources.add(() -> engine.close(timeLeftToClose()));
            observed.engine(engine, engineSettings, model.report().getDevice());
            SentenceReader reader = new SentenceReader(settings.sentences());
            EngineLabeller labeller = new EngineLabeller(reader, engine, model.reference(), meters);
            hold(model, observed);
            SentenceStreams sentences = resources.add(
                    new SentenceStreams(settings, sizing, labeller, observed.streamListener(this::cause)));
            resources.add(observed.streams(sentences, sizing));
            streams = sentences;
            observed.health().enter(ServiceState.JOINING);
            sentences.start();
            engine.whenDead(sentences::stop);
        } catch (CheckpointException e) {
            throw new StartupException(ExitCode.of(e), e);
        } catch (WarmUpException | StartOffsetException e) {
            throw new StartupException(ExitCode.FAILURE, e);
        } catch (KafkaException e) {
            throw new StartupException(ExitCode.FAILURE, refusal(e), e);
        }
        LOG.log(new Started(
                settings.applicationId(),
                settings.sentencesTopic(),
                String.valueOf(plan.checkpoint().model().getFileName())));
    }

    private Sizing sizing(WarmModel model) {
        String device = model.report().getDevice();
        String derived = Stream.of(settings.derivedFrom(device), settings.derived())
                .flatMap(settings -> settings.entrySet().stream())
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
        if (!derived.isEmpty()) {
            LOG.log(new SettingsDerived(derived));
        }
        return settings.sizing(device);
    }

    private String refusal(KafkaException e) {
        return Diagnosis.of(e, settings.bootstrapServers(), settings.registryAddresses())
                .orElseGet(() ->
                        "Kafka or the schema registry refused: %s (settings bootstrap.servers and schema.registry.url, kafka. and registry.)"
                                .formatted(Causes.inOneLine(e)));
    }

    private WarmUpPlan plan() throws StartupException {
        WarmUpPlan plan;
        try {
            plan = settings.warmUpPlan();
        } catch (ConfigurationException e) {
            throw new StartupException(ExitCode.FAILURE, e);
        }
        ModelFiles.require(plan);
        return plan;
    }

    private WarmModel warm(WarmUpPlan plan, DiagnosticsPublisher publisher, Observation observed)
            throws StartupException, CheckpointException, WarmUpException {
        observed.health().enter(ServiceState.AUDITING);
        try (WarmUp warmUp = new WarmUp(plan, listener)) {
            CheckpointAudit found = warmUp.audit();
            audit = found;
            observed.audited(found);
            String checkpoint = found.getSource().getSha256();
            publisher.publish(checkpoint, found);
            DemandedModel.require(settings, plan.checkpoint().model(), found);
            if (found.getOutcome() == Outcome.REJECTED) {
                throw new StartupException(ExitCode.CHECKPOINT_REJECTED, found.getSummary());
            }
            observed.health().enter(ServiceState.WARMING);
            WarmModel warm = warmUp.warm();
            WarmModel model = resources.add(warm.with(device.apply(warm.model())));
            report = model.report();
            publisher.publish(checkpoint, model.report());
            return model;
        }
    }

    /** Lets instances that serve another model finish, so that no partition goes to and fro between two models. */
    private void hold(WarmModel model, Observation observed) throws StartupException {
        if (settings.modelChange() == ModelChange.MIX) {
            return;
        }
        String checkpoint = model.reference().getCheckpointSha256();
        Hold hold = resources.add(
                new Hold(settings, checkpoint, () -> observed.health().enter(ServiceState.HOLDING)));
        try {
            if (!hold.await()) {
                throw OpenResources.closedMeanwhile();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException(ExitCode.FAILURE, "The start was interrupted.", e);
        }
    }

    /** Whether the model is warm and the service waits, before it consumes, for instances of its application that serve another one. */
    public boolean isHolding() {
        Observation observed = observation;
        return observed != null && observed.health().status().state() == ServiceState.HOLDING;
    }

    /** Waits until the service consumes sentences, holding its partitions. Returns whether it does, false after the timeout or a stop. */
    public boolean awaitRunning(Duration timeout) throws InterruptedException {
        SentenceStreams running = streams;
        return running != null && running.awaitRunning(timeout);
    }

    /**
     * Waits until a started service has stopped, because it was closed or by a fault, which is logged in one line.
     *
     * @return what the process should end with: {@link ExitCode#OK} or {@link ExitCode#FAILURE}
     */
    public int awaitStopped() throws InterruptedException {
        SentenceStreams running = streams;
        if (running == null) {
            return ExitCode.OK;
        }
        running.awaitStopped();
        Optional<Throwable> failure = running.failure();
        failure.ifPresent(this::report);
        return failure.isPresent() ? ExitCode.FAILURE : ExitCode.OK;
    }

    /** Where the service can be seen, as an address for a browser on this machine; empty before it starts, and without an HTTP port. */
    public Optional<String> url() {
        Observation observed = observation;
        return observed == null ? Optional.empty() : observed.url();
    }

    /** The fault that stopped a started service, in one line; empty while it runs, and where it was closed. */
    public Optional<String> stopCause() {
        SentenceStreams started = streams;
        return started == null ? Optional.empty() : started.failure().map(this::cause);
    }

    private String cause(Throwable failure) {
        return Diagnosis.of(failure, settings.bootstrapServers(), settings.registryAddresses())
                .orElseGet(() -> Causes.inOneLine(failure));
    }

    private void report(Throwable failure) {
        LOG.log(new Stopped(cause(failure), StopRemedy.of(failure).orElse(null)));
        Causes.find(failure, EngineDeadException.class).ifPresent(this::publish);
    }

    private void publish(EngineDeadException death) {
        DiagnosticsPublisher publisher = diagnostics;
        CheckpointAudit of = audit;
        if (publisher == null || of == null) {
            return;
        }
        String checkpoint = of.getSource().getSha256();
        try {
            publisher.publish(checkpoint, new EngineFailure(checkpoint, Causes.inOneLine(death)));
        } catch (KafkaException e) {
            LOG.log(new DiagnosticNotPublished(Causes.inOneLine(e)));
        }
    }

    /**
     * Closes the service when the process is asked to end (SIGTERM or Ctrl-C), and ends the process with {@link ExitCode#OK}
     * then. For a process that does nothing else: its other shutdown hooks may not finish.
     */
    public void closeOnTermination() {
        Thread hook = new Thread(
                () -> {
                    if (closeAll()) {
                        SentenceStreams stopped = streams;
                        boolean failed = stopped != null && stopped.failure().isPresent();
                        // Without this the process would end with 143 or 130, as if it had been killed.
                        Runtime.getRuntime().halt(failed ? ExitCode.FAILURE : ExitCode.OK);
                    }
                },
                "srl-termination");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** @throws IllegalStateException before {@link #start} has read the checkpoint */
    public CheckpointAudit audit() {
        CheckpointAudit found = audit;
        if (found == null) {
            throw new IllegalStateException("The checkpoint has not been audited yet");
        }
        return found;
    }

    /** @throws IllegalStateException before {@link #start} has warmed the model */
    public WarmUpReport report() {
        WarmUpReport made = report;
        if (made == null) {
            throw new IllegalStateException("The model is not warm yet");
        }
        return made;
    }

    /** Stops consuming, commits what is finished, leaves the group, frees the model; within the close timeout or shortly after. */
    @Override
    public void close() {
        closeAll();
    }

    /** Returns whether it was this call that did. */
    private boolean closeAll() {
        closing.compareAndSet(0, System.nanoTime());
        closed.countDown();
        Observation observed = observation;
        if (observed != null) {
            observed.health().enter(ServiceState.STOPPING);
        }
        return resources.close();
    }

    /** What the streams leave of the close timeout: a batch in work is not worth more. */
    private Duration timeLeftToClose() {
        Duration left = settings.closeTimeout().minusNanos(System.nanoTime() - closing.get());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
