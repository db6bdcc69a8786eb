package dev.srlstream.stream;

import dev.srlstream.config.Settings;
import dev.srlstream.config.Sizing;
import dev.srlstream.inference.SentenceLabeller;
import dev.srlstream.stream.clients.PacedStreamsConsumer;
import dev.srlstream.stream.clients.SharedState;
import dev.srlstream.stream.clients.StreamClients;
import dev.srlstream.stream.outcomes.StreamListener;
import dev.srlstream.stream.pending.PendingTally;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * The running topology. Any fault of a stream thread stops all of them: what they had not committed is done again by
 * another instance. Owned by the service; safe from any thread.
 */
public final class SentenceStreams implements AutoCloseable {
    private final Settings settings;
    private final KafkaStreams streams;
    private final SharedState shared;
    private final Duration closeTimeout;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch consuming = new CountDownLatch(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /**
     * @param labeller stays the caller's; to be closed after the streams
     * @param listener hears what they do
     */
    public SentenceStreams(Settings settings, Sizing sizing, SentenceLabeller labeller, StreamListener listener) {
        this.shared = SharedState.of(settings, sizing, listener);
        Properties properties = StreamsProperties.of(settings);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, sizing.streamThreads());
        properties.put(
                StreamsConfig.CLIENT_ID_CONFIG,
                ClientId.of(settings, labeller.model().getCheckpointSha256()));
        if (settings.brokersDecideMembership()) {
            properties.putAll(PacedStreamsConsumer.properties(shared));
        }
        this.streams = new KafkaStreams(
                SentenceTopology.build(settings, shared, () -> labeller), properties, new StreamClients(shared));
        this.settings = settings;
        this.closeTimeout = settings.closeTimeout();
        streams.setUncaughtExceptionHandler(fault -> {
            // Before Kafka Streams does it, which would stay in the group: others would wait for the session to time
            // out.
            stop(fault);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> {
            if (now == State.RUNNING) {
                listener.running();
                consuming.countDown();
            }
            if (now == State.ERROR || now == State.NOT_RUNNING) {
                stopped.countDown();
                consuming.countDown();
            }
        });
    }

    /**
     * Finds out, without brokers and a model, whether Kafka's clients take what they are given.
     *
     * @throws ConfigException where they do not
     * @throws IllegalArgumentException where they do not go together in Kafka Streams' eyes
     */
    public static void requireUsable(Settings settings) {
        StreamsProperties.require(StreamsProperties.of(settings));
    }

    /**
     * Settles where to begin, and begins to consume.
     *
     * @throws StartOffsetException when only the operator can say where; nothing has been consumed
     */
    public void start() throws StartOffsetException {
        try (Admin admin = Admin.create(settings.kafkaClientConfig())) {
            shared.pace().shares(new StartOffsets(settings, admin).settle());
        }
        streams.start();
    }

    /** Whether the streams have their partitions, hold what was pending, and consume. */
    public boolean isRunning() {
        return streams.state() == State.RUNNING;
    }

    /** Waits until the streams consume or have stopped. Returns whether they consume; false also after the timeout. */
    public boolean awaitRunning(Duration timeout) throws InterruptedException {
        return consuming.await(timeout.toMillis(), TimeUnit.MILLISECONDS) && isRunning();
    }

    /** Waits until the streams have stopped, closed or by a fault. */
    public void awaitStopped() throws InterruptedException {
        stopped.await();
    }

    /** What waits for the model, all partitions together. */
    public PendingTally pending() {
        return shared.tally();
    }

    /** How long ago the stream thread asked for records that has not asked for longest. */
    public Duration longestSilence() {
        return shared.polls().longestSilence();
    }

    /** Begins to give Kafka Streams' own meters to a registry. Closing what is returned takes them out again. */
    public AutoCloseable bindTo(MeterRegistry registry) {
        return new StreamMeters(streams, registry);
    }

    /** Stops the streams on account of a fault that none of their threads may meet; does not wait for it. */
    public void stop(Throwable fault) {
        if (failure.compareAndSet(null, fault)) {
            shared.listener().failed(fault);
        }
        close(Duration.ZERO);
    }

    /** The fault that stopped the streams. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Commits what is finished, leaves the consumer group at once, so that others take over, and waits for it, up to the close timeout. */
    @Override
    public void close() {
        if (close(closeTimeout)) {
            shared.serdes().close(); // A thread that is still at work keeps its own.
        }
        stopped.countDown();
    }

    /** Returns whether all threads have ended. */
    private boolean close(Duration timeout) {
        return streams.close(
                CloseOptions.timeout(timeout).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }
}
