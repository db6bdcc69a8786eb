package dev.srlstream.inference;

import dev.srlstream.decode.FrameDecoder;
import dev.srlstream.event.Token;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.service.EngineEvents.EngineDied;
import dev.srlstream.log.service.EngineEvents.EngineStarted;
import dev.srlstream.log.service.EngineEvents.PassAbandoned;
import dev.srlstream.model.SrlModel;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.sentence.Labelled;
import dev.srlstream.sentence.ProcessFault;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.warmup.WarmModel;
import dev.srlstream.wordpiece.Encoding;
import dev.srlstream.wordpiece.Vocabulary;
import dev.srlstream.wordpiece.WordpieceEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Labels sentences from any number of threads on one model: one per process and model. Owned by the caller that starts the process, and
 * closed before the model is.
 *
 * <p>Words become wordpieces on the submitting thread; workers gather rows, a sentence with one of its predicates each, into
 * batches and run them; one decoding thread makes frames while the device computes the next batches. What waits
 * is bounded by what callers keep pending.
 *
 * <p>A sentence that cannot be labelled is rejected and harms no other. A fault that no sentence causes ends the engine for good:
 * all its submissions complete with {@link EngineDeadException}.
 */
public final class InferenceEngine implements AutoCloseable {
    private static final EventLog LOG = EventLog.of(InferenceEngine.class);

    private static final Duration NO_HURRY = Duration.ofDays(1);
    private static final int LOOK_MILLISECONDS = 5;

    private final WordpieceEncoder encoder;
    private final int positions;
    private final boolean keepInstances;
    private final BatchQueue queue;
    private final BatchDecoder decoder;
    private final Set<Job> pending = ConcurrentHashMap.newKeySet();
    private final AtomicReference<RuntimeException> ending = new AtomicReference<>();
    private final CompletableFuture<EngineDeadException> death = new CompletableFuture<>();
    private final ExecutorService decoding = Executors.newSingleThreadExecutor(task -> daemon(task, "srl-decoding"));
    private final Watchdog watchdog;
    private final EngineListener listener;
    private final Canary canary;
    private final List<Thread> workers;
    private volatile boolean hung;

    /**
     * Starts an engine.
     *
     * @param model stays its caller's and must stay open until the engine is closed
     * @param positions the longest row that the model takes, in wordpieces
     * @throws IllegalArgumentException when model and decoder differ in their labels
     */
    public InferenceEngine(
            SrlModel model,
            WordpieceEncoder encoder,
            FrameDecoder decoder,
            int positions,
            EngineSettings settings,
            EngineListener listener) {
        if (model.labels() != decoder.labels()) {
            throw new IllegalArgumentException("The model tells " + model.labels() + " labels apart, but "
                    + decoder.labels() + " are named; labels.txt belongs to another checkpoint.");
        }
        this.encoder = encoder;
        this.positions = positions;
        this.keepInstances = settings.keepInstances();
        this.queue = new BatchQueue(settings);
        this.decoder = new BatchDecoder(decoder);
        this.watchdog = new Watchdog(settings.timeout(), this::hang);
        this.listener = listener;
        this.canary = Canary.of(encoder, positions, decoder.names());
        var device = new GuardedModel(model, watchdog, canary, anyRow(encoder), listener);
        var runner = new BatchRunner(device, queue, listener, this::decode);
        boolean canaryComes = !settings.canaryInterval().isZero();
        this.workers = IntStream.rangeClosed(1, settings.workers())
                .mapToObj(i ->
                        daemon(() -> runBatches(canaryComes ? device::learn : () -> {}, runner), "srl-device-" + i))
                .toList();
        workers.forEach(Thread::start);
        if (canaryComes) {
            watchdog.every(settings.canaryInterval(), () -> canary.next().ifPresent(queue::add));
        }
    }

    /** As {@link #start(WarmModel, EngineSettings, EngineListener)}, with nobody to hear. */
    public static InferenceEngine start(WarmModel warm, EngineSettings settings) {
        return start(warm, settings, EngineListener.SILENT);
    }

    /**
     * Starts an engine on a warm model, which stays its caller's and must stay open until the engine is closed.
     *
     * @throws IllegalArgumentException when the vocabulary lacks [CLS], [SEP] or [UNK], or labels are inconsistent
     */
    public static InferenceEngine start(WarmModel warm, EngineSettings settings, EngineListener listener) {
        LOG.log(new EngineStarted(
                settings.workers(),
                settings.batchTokens(),
                settings.decoding().name().toLowerCase(Locale.ROOT)));
        return new InferenceEngine(
                warm.model(),
                new WordpieceEncoder(new Vocabulary(warm.vocabulary()), warm.lowercase()),
                new FrameDecoder(warm.labels(), settings.decoding()),
                warm.positions(),
                settings,
                listener);
    }

    /**
     * Queues a sentence. Never waits for the model, and never throws on account of the sentence: that is a rejection, a
     * {@link ProcessFault} aside. Callers bound how many they keep pending.
     */
    public Submission submit(Sentence sentence) {
        if (sentence.predicates().isEmpty()) {
            return Submission.done(new Labelled(sentence, List.of(), List.of()));
        }
        long begin = System.nanoTime();
        Encoding encoding;
        try {
            encoding = encoder.encode(
                    sentence.tokens().stream().map(Token::getText).toList());
        } catch (Throwable thrown) {
            if (ProcessFault.isIn(thrown)) {
                throw thrown;
            }
            return Submission.done(Rejection.unforeseen(Rejection.Stage.ENCODE, thrown));
        }
        long submitted = System.nanoTime();
        listener.passed(Rejection.Stage.ENCODE, submitted - begin);
        if (encoding.ids().length > positions) {
            return Submission.done(new Rejection(
                    Rejection.Stage.ENCODE,
                    encoding.ids().length + " wordpieces; the model has " + positions + " positions"));
        }
        Job job = new Job(sentence, encoding, keepInstances);
        List<Row> rows = job.rows();
        pending.add(job);
        job.whenDone(labelled -> {
            pending.remove(job);
            if (labelled) {
                listener.passed(Rejection.Stage.INFER, System.nanoTime() - submitted);
            } else {
                queue.remove(rows);
            }
        });
        if (!queue.add(rows)) {
            job.fail(Objects.requireNonNull(ending.get()));
        }
        return new Submission(job.outcome());
    }

    /** How large batches may be at the moment, and how often that has changed since the start. */
    public BatchSize batchSize() {
        return queue.size();
    }

    /** Rows that wait for a batch. */
    public int queuedRows() {
        return queue.rows();
    }

    /** How long the row has waited for a batch that has waited longest; zero where none waits. */
    public Duration oldestQueuedAge() {
        return queue.oldestAge();
    }

    /** How long the forward pass has been running that began first; zero where none runs. */
    public Duration oldestPassAge() {
        return watchdog.oldestAge();
    }

    /** How often the known sentence has been through the device, and how that went. */
    public CanaryChecks canaryChecks() {
        return canary.checks();
    }

    /**
     * Tells when the engine has died, which nobody may notice for a long time while nothing is submitted.
     *
     * @param action run once, on a thread of the engine's, or at once where it is dead already; never when it is closed
     */
    @SuppressWarnings("FutureReturnValueIgnored") // What the action throws concerns nobody here.
    public void whenDead(Consumer<EngineDeadException> action) {
        death.thenAccept(action);
    }

    /**
     * Cancels what is pending and waits for the batches that the device is computing, as the model must not be closed before,
     * but not for a pass that hangs. Submissions from now on are cancelled at once.
     */
    @Override
    public void close() {
        close(NO_HURRY);
    }

    /** The same, but waits no longer than the timeout. */
    public void close(Duration timeout) {
        end(new CancellationException("The inference engine was closed."));
        if (!joinWorkers(timeout)) {
            LOG.log(new PassAbandoned(hung));
        }
        watchdog.close();
        decoding.shutdown();
    }

    /** @param preparation of the device, by whichever worker is the first to run it */
    private void runBatches(Runnable preparation, BatchRunner runner) {
        try {
            preparation.run();
            for (List<Row> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
                runner.run(batch);
            }
        } catch (Throwable fault) {
            die(fault);
        }
    }

    private void decode(List<Row> rows, List<float[]> probabilities) {
        decoding.execute(() -> {
            try {
                decoder.decode(rows, probabilities);
            } catch (Throwable fault) {
                die(fault);
            }
        });
    }

    private void hang(EngineDeadException overdue) {
        hung = true;
        die(overdue);
    }

    private void die(Throwable fault) {
        EngineDeadException death = fault instanceof EngineDeadException known
                ? known
                : new EngineDeadException("The inference engine died: " + fault, fault);
        if (end(death)) {
            LOG.log(new EngineDied(fault));
            this.death.complete(death);
        }
    }

    /** @return whether this is what ended the engine */
    private boolean end(RuntimeException reason) {
        boolean first = ending.compareAndSet(null, reason);
        queue.close();
        RuntimeException ended = Objects.requireNonNull(ending.get());
        pending.forEach(job -> job.fail(ended));
        return first;
    }

    /** @return whether no forward pass is running any more */
    private boolean joinWorkers(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean interrupted = false;
        boolean running = isComputing();
        while (running && !hung && System.nanoTime() < deadline) {
            try {
                Thread.sleep(LOOK_MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            running = isComputing();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !running;
    }

    private boolean isComputing() {
        return workers.stream().anyMatch(Thread::isAlive);
    }

    /** What any model can compute. */
    private static WordpieceRow anyRow(WordpieceEncoder encoder) {
        Encoding word = encoder.encode(List.of("a"));
        return new WordpieceRow(word.ids(), word.starts()[0], word.ends()[0]);
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
