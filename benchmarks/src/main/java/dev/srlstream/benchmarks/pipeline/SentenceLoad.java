package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.config.Settings;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.quickstart.Sentences;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.sentence.SentenceReader;
import dev.srlstream.topics.SentencePublisher;
import dev.srlstream.topics.TopicException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The sentences of the demo that can be labelled, over and over, under the numbers 0, 1, 2, … as ids and keys. Immutable.
 *
 * @param samples one after the other
 */
record SentenceLoad(List<SentenceEvent> samples) {
    /**
     * @param reader finds out which of the demo's sentences can be labelled
     * @param textOnly whether tokens and predicates are left out
     */
    static SentenceLoad of(SentenceReader reader, boolean textOnly) throws IOException {
        return new SentenceLoad(Sentences.samples().stream()
                .map(event -> textOnly ? text(event) : event)
                .filter(event -> reader.read(event) instanceof Sentence)
                .toList());
    }

    private static SentenceEvent text(SentenceEvent event) {
        return SentenceEvent.newBuilder(event)
                .setTokens(null)
                .setPredicates(null)
                .build();
    }

    SentenceEvent event(int number) {
        return SentenceEvent.newBuilder(samples.get(number % samples.size()))
                .setId(Integer.toString(number))
                .build();
    }

    /** The number of a sentence by the key of its records. */
    static int number(byte[] key) {
        return Integer.parseInt(new String(key, StandardCharsets.UTF_8));
    }

    /** As the engine takes them. */
    List<Sentence> read(SentenceReader reader, int count) {
        List<Sentence> sentences = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            sentences.add((Sentence) reader.read(event(i)));
        }
        return sentences;
    }

    /** Publishes sentences as fast as the brokers take them, and returns when they have them. */
    void publish(Settings settings, int count) throws TopicException, InterruptedException {
        try (SentencePublisher publisher = SentencePublisher.open(settings)) {
            for (int i = 0; i < count; i++) {
                publisher.publish(event(i));
            }
            publisher.flush();
        }
    }

    /**
     * Publishes sentences at a steady rate, each at its time, and returns after the last.
     *
     * @param rate sentences per second
     * @return {@link System#nanoTime()} at which each was due, so that a late publisher hides no latency
     */
    long[] publish(Settings settings, int from, int to, double rate) throws TopicException, InterruptedException {
        long[] due = new long[to];
        try (SentencePublisher publisher = SentencePublisher.open(settings)) {
            long begin = System.nanoTime();
            for (int i = from; i < to; i++) {
                due[i] = begin + (long) ((i - from) * 1e9 / rate);
                TimeUnit.NANOSECONDS.sleep(due[i] - System.nanoTime());
                publisher.publish(event(i));
                // At once, without the linger of a publisher that wants throughput.
                publisher.flush();
            }
        }
        return due;
    }
}
