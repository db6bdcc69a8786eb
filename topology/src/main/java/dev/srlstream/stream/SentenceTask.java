package dev.srlstream.stream;

import dev.srlstream.config.Settings;
import dev.srlstream.diagnosis.ServiceFault;
import dev.srlstream.diagnosis.UnknownSchema;
import dev.srlstream.event.ModelReference;
import dev.srlstream.inference.SentenceLabeller;
import dev.srlstream.inference.Submission;
import dev.srlstream.sentence.Labelled;
import dev.srlstream.sentence.Labelling;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.stream.clients.FullPartitions;
import dev.srlstream.stream.clients.HeldOffsets;
import dev.srlstream.stream.clients.Pace;
import dev.srlstream.stream.clients.SharedState;
import dev.srlstream.stream.clients.UnknownSchemas;
import dev.srlstream.stream.outcomes.SentenceOutcome;
import dev.srlstream.stream.outcomes.StreamListener;
import dev.srlstream.stream.outcomes.UncommittedOutcomes;
import dev.srlstream.stream.pending.PendingSentence;
import dev.srlstream.stream.pending.PendingSentences;
import dev.srlstream.stream.pending.PendingTally;
import dev.srlstream.stream.pending.Provenance;
import dev.srlstream.stream.pending.RecordLimit;
import dev.srlstream.stream.pending.RefusedOutcomes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Gives the sentences of one task to the engine and forwards what becomes of them, in the order in which they came:
 * frames to one sink, rejections to the other. Owned by the task's stream thread, from initialisation to close. The model
 * never runs here, and a commit never waits for it: whatever is unfinished is in the store.
 */
final class SentenceTask implements AutoCloseable {
    /** How often finished sentences are looked for while no record comes in; small against the commit interval. */
    static final Duration EMIT_INTERVAL = Duration.ofMillis(10);

    private final ProcessorContext<byte[], OutputRecord> context;
    private final EventReader reader;
    private final UnknownSchemas unknown;
    private final RefusedOutcomes refused;
    private final FramesWriter writer;
    private final Provenance provenance;
    private final RecordFailures failures = new RecordFailures();
    private final RecordLimit limit;
    private final int pendingMax;
    private final PendingTally tally;
    private final Pace pace;
    private final HeldOffsets held;
    private final TopicPartition partition;
    private final FullPartitions full;
    private final UncommittedOutcomes outcomes;
    private final StreamListener listener;
    private final PendingSentences pending;
    private @Nullable Cancellable punctuator;
    /** As {@link #pace} knows it: something is pending. */
    private boolean waiting;

    private SentenceTask(
            ProcessorContext<byte[], OutputRecord> context,
            Settings settings,
            SharedState shared,
            ModelReference model,
            EventReader reader,
            FramesWriter writer) {
        this.context = context;
        this.reader = reader;
        this.unknown = shared.unknown();
        this.refused = shared.refused();
        this.writer = writer;
        this.provenance = new Provenance(model.getCheckpointSha256());
        this.limit = new RecordLimit(settings.recordMaxBytes());
        this.pendingMax = shared.pendingMax();
        this.tally = shared.tally();
        this.pace = shared.pace();
        this.held = shared.held();
        this.partition =
                new TopicPartition(settings.sentencesTopic(), context.taskId().partition());
        this.full = shared.full();
        this.outcomes = shared.outcomes();
        this.listener = shared.listener();
        this.pending = new PendingSentences(
                context.getStateStore(SentenceTopology.PENDING_STORE),
                shared.tally(),
                shared.unknown()::now,
                this::begin);
        if (pending.restored() > 0) {
            listener.restored(pending.restored());
        }
    }

    /** Takes up what an earlier owner of the task left unfinished. */
    static SentenceTask start(
            ProcessorContext<byte[], OutputRecord> context,
            Settings settings,
            SharedState shared,
            SentenceLabeller labeller) {
        EventReader reader =
                new EventReader(shared.serdes().deserializer(), labeller::label, shared.unknown(), shared.listener());
        FramesWriter writer = new FramesWriter(shared.serdes().serializer(), settings.framesTopic(), labeller.model());
        SentenceTask task = new SentenceTask(context, settings, shared, labeller.model(), reader, writer);
        task.pace.taskStarted();
        task.held.taskStarted(task.partition);
        task.full.taskStarted(task.partition, task::isFull);
        task.arm();
        return task;
    }

    void process(Record<byte[], byte[]> record) {
        RecordMetadata source = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("A record of the sentences topic has no metadata"));
        PendingSentence sentence = limit.fit(new PendingSentence(
                pending.nextSequence(),
                record.timestamp(),
                record.key(),
                record.value(),
                new RecordHeaders(record.headers()),
                source.topic(),
                source.partition(),
                source.offset(),
                PendingSentence.WHOLE));
        pending.add(sentence);
        emitDone();
    }

    private Optional<Submission> begin(PendingSentence sentence, long since) {
        Optional<Rejection> refusal = limit.refusal(sentence).or(() -> refused.rejection(sentence));
        return refusal.isPresent() ? refusal.map(Submission::done) : reader.read(sentence, since);
    }

    private void punctuate() {
        try {
            emitDone();
        } catch (TimeoutException e) {
            // Kafka Streams would take this task alone for corrupt, commit what it has forwarded already, and let it
            // forward that again.
            throw new StreamsException("The schema registry or the brokers did not answer in time", e);
        }
    }

    /**
     * Whether no more records are to be fetched; those that have been are still taken. A task may always hold one sentence, however
     * large: otherwise others could starve it.
     */
    private boolean isFull() {
        return pending.size() >= pendingMax || (tally.areBytesExhausted() && !pending.isEmpty());
    }

    private void emitDone() {
        pending.beginUnread();
        while (pending.isOldestDone() && emit(pending.oldest(), pending.oldestOutcome())) {
            pending.removeOldest();
        }
        arm();
    }

    /** Returns whether it is done; otherwise the registry does not have the schema of frames yet. */
    private boolean emit(PendingSentence sentence, Labelling outcome) {
        return outcome.map(
                labelled -> forwardFrames(sentence, labelled), rejection -> forwardRejection(sentence, rejection));
    }

    private boolean forwardFrames(PendingSentence sentence, Labelled labelled) {
        if (unknown.advice(FramesWriter.SCHEMA) == UnknownSchemas.Advice.WAIT) {
            return false;
        }
        long asked = unknown.now();
        RecordHeaders headers = provenance.ofFrames(sentence);
        byte[] value;
        long begin = System.nanoTime();
        try {
            value = writer.write(labelled, headers);
            listener.passed(Rejection.Stage.WRITE, System.nanoTime() - begin);
            unknown.found(FramesWriter.SCHEMA);
        } catch (Throwable thrown) {
            if (UnknownSchema.isIn(thrown) && !unknown.missed(FramesWriter.SCHEMA, asked, asked)) {
                return false;
            }
            if (ServiceFault.inWriting(thrown)) {
                throw thrown;
            }
            return forwardRejection(sentence, Rejection.unforeseen(Rejection.Stage.WRITE, thrown));
        }
        Optional<Rejection> tooLarge = limit.refusal(sentence.key(), value, headers);
        if (tooLarge.isPresent()) {
            return forwardRejection(sentence, tooLarge.get());
        }
        OutputRecord output = new OutputRecord(sentence.partition(), value);
        context.forward(
                new Record<>(sentence.key(), output, sentence.timestamp(), headers), SentenceTopology.FRAMES_SINK);
        outcomes.add(new SentenceOutcome(sentence, labelled));
        return true;
    }

    /** Returns true: nothing is waited for. */
    private boolean forwardRejection(PendingSentence sentence, Rejection rejection) {
        failures.log(sentence, rejection);
        RecordHeaders headers = provenance.ofRejection(sentence, rejection);
        // Every topic takes the present time and a key.
        boolean isRefused = refused.isRejectionRefused(sentence);
        byte[] key = isRefused && sentence.key() == null ? sourceKey(sentence) : sentence.key();
        long timestamp = isRefused ? context.currentSystemTimeMs() : sentence.timestamp();
        OutputRecord output = new OutputRecord(sentence.partition(), sentence.value());
        context.forward(new Record<>(key, output, timestamp, headers), SentenceTopology.REJECTIONS_SINK);
        outcomes.add(new SentenceOutcome(sentence, rejection));
        return true;
    }

    private static byte[] sourceKey(PendingSentence sentence) {
        return Provenance.source(sentence).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The punctuator runs only while something is pending or waits for an early commit: a punctuation makes its task commit, and an idle
     * one should rest.
     */
    private void arm() {
        waits(!pending.isEmpty());
        boolean commits = !outcomes.isEmpty() && pace.mayCommitEarly();
        if (commits) {
            context.commit();
        }
        if (!waiting && (commits || outcomes.isEmpty())) {
            disarm();
        } else if (punctuator == null) {
            punctuator = context.schedule(EMIT_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> punctuate());
        }
    }

    private void waits(boolean now) {
        if (now && !waiting) {
            pace.pending();
        } else if (!now && waiting) {
            pace.settled();
        }
        waiting = now;
    }

    private void disarm() {
        if (punctuator != null) {
            punctuator.cancel();
            punctuator = null;
        }
    }

    /** Only stops work. What is pending stays in the store: at this point nothing can join the transaction any more. */
    @Override
    public void close() {
        waits(false);
        disarm();
        full.taskClosed(partition);
        pace.taskClosed();
        held.taskClosed(partition);
        pending.abandon();
    }
}
