package dev.srlstream.reliability.load;

import dev.srlstream.event.SentenceEvent;
import dev.srlstream.serde.AvroSerializer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the sentences of a run on a thread of its own, through every fault, and keeps so many ahead of what has come out that
 * the service never wants for work. Owned by the run, which closes it.
 */
public final class Load implements AutoCloseable {
    private final String topic;
    private final Numbering numbering;
    private final Corpus corpus;
    private final LongUnaryOperator index;
    private final LongSupplier limit;
    private final long nanosEach;
    private final AvroSerializer<SentenceEvent> serializer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread;
    private final AtomicLong published = new AtomicLong();
    private volatile long ceiling = Long.MAX_VALUE;
    private volatile boolean closed;

    /**
     * @param total how many sentences
     * @param rate how many a second at most; 0 for as many as possible
     * @param index which sentence of the corpus has a number
     * @param limit how many may have been published by now
     */
    public Load(
            String servers,
            Map<String, Object> serde,
            String topic,
            Numbering numbering,
            Corpus corpus,
            LongUnaryOperator index,
            long total,
            int rate,
            LongSupplier limit) {
        this.topic = topic;
        this.numbering = numbering;
        this.corpus = corpus;
        this.index = index;
        this.limit = limit;
        this.nanosEach = rate == 0 ? 0 : 1_000_000_000L / rate;
        this.serializer = AvroSerializer.forValues(serde);
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                        // A fault may last; the load must not be what is lost in it.
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 1_800_000,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_800_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                        // A broker takes the first batch that it sees of a producer, whatever its number: a second one
                        // must not overtake a first one that is tried again.
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1,
                        ProducerConfig.LINGER_MS_CONFIG, 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.thread = new Thread(() -> publish(total), "load");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void publish(long total) {
        try {
            long due = System.nanoTime();
            while (published.get() < total && !closed) {
                while (!closed
                        && (published.get() >= Math.min(limit.getAsLong(), ceiling) || due - System.nanoTime() > 0)) {
                    Thread.sleep(2);
                }
                // What was not due for a while is not caught up.
                due = Math.max(due + nanosEach, System.nanoTime() - 10_000_000L);
                send(published.getAndIncrement());
            }
            producer.flush();
        } catch (InterruptedException | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void send(long number) {
        Draft draft = corpus.draft((int) index.applyAsLong(number));
        SentenceEvent event = draft.withId(Long.toString(number));
        byte[] value = event == null ? draft.raw() : serializer.serialize(topic, event);
        var record = new ProducerRecord<byte[], byte[]>(
                topic, numbering.partition(number), corpus.timestamp(number), Corpus.key(number), value);
        var unused = producer.send(record, (sent, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            } else if (sent.offset() != numbering.offset(number)) {
                failure.compareAndSet(
                        null,
                        new IllegalStateException("Sentence " + number + " was written at offset " + sent.offset()
                                + ", not " + numbering.offset(number)));
            }
        });
    }

    /** Publishes no more than so many until it is told otherwise. */
    public void stopAt(long sentences) {
        ceiling = sentences;
    }

    /** How many have been published. */
    public long published() {
        return published.get();
    }

    /** @throws IllegalStateException when a sentence was not published, or not where it belongs: then the run proves nothing */
    public void requireHealthy() {
        Exception fault = failure.get();
        if (fault != null) {
            throw new IllegalStateException("The load failed: " + fault.getMessage(), fault);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        producer.close(Duration.ZERO);
        serializer.close();
    }
}
