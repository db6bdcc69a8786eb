package dev.srlstream.cli;

import dev.srlstream.config.Settings;
import dev.srlstream.console.TopicException;
import dev.srlstream.console.TopicReader;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Prints a topic record by record; a record that cannot be decoded is named on stderr and passed over. */
final class TopicPrinter {
    /** Turns a record into lines. */
    @FunctionalInterface
    interface Rendering {
        List<String> lines(ConsumerRecord<byte[], byte[]> entry) throws TopicException;
    }

    private final Invocation invocation;
    private final TopicOptions options;

    TopicPrinter(Invocation invocation, TopicOptions options) {
        this.invocation = invocation;
        this.options = options;
    }

    /** Returns the exit code. */
    int print(Settings settings, String topic, Rendering rendering) throws TopicException {
        long read = 0;
        try (TopicReader reader = TopicReader.open(settings.kafkaClientConfig(), List.of(topic))) {
            while (read < options.max() && (options.follow() || !reader.atEnd())) {
                for (ConsumerRecord<byte[], byte[]> entry : reader.poll(Duration.ofMillis(500))) {
                    if (read++ < options.max()) {
                        print(entry, rendering);
                    }
                }
            }
        }
        if (read == 0) {
            invocation.err().println("The topic " + topic + " has no committed records.");
        }
        return 0;
    }

    private void print(ConsumerRecord<byte[], byte[]> entry, Rendering rendering) throws TopicException {
        try {
            invocation.out().lines(rendering.lines(entry));
        } catch (SerializationException e) {
            invocation
                    .err()
                    .println("%s-%d@%d cannot be decoded: %s"
                            .formatted(entry.topic(), entry.partition(), entry.offset(), e.getMessage()));
        }
    }
}
