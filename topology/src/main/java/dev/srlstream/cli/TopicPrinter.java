package dev.srlstream.cli;

import dev.srlstream.cli.options.TopicOptions;
import dev.srlstream.config.Settings;
import dev.srlstream.console.NumberText;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.WordlessTrace;
import dev.srlstream.log.service.RecordEvents.RecordLeftOut;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.sentence.ProcessFault;
import dev.srlstream.topics.TopicException;
import dev.srlstream.topics.TopicReader;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Prints a topic record by record. One that cannot be decoded is named on stderr and left out. */
final class TopicPrinter {
    /** Turns a record into lines. */
    @FunctionalInterface
    interface Rendering {
        List<String> lines(ConsumerRecord<byte[], byte[]> entry) throws TopicException;
    }

    private static final EventLog LOG = EventLog.of(TopicPrinter.class);

    private final Invocation invocation;
    private final TopicOptions options;

    TopicPrinter(Invocation invocation, TopicOptions options) {
        this.invocation = invocation;
        this.options = options;
    }

    /** Returns the exit code: a failure where there are records and not one could be decoded. */
    int print(Settings settings, String topic, Rendering rendering) throws TopicException {
        LeftOut leftOut = new LeftOut(invocation.err());
        long read = 0;
        try (TopicReader reader = TopicReader.open(settings.kafkaClientConfig(), List.of(topic))) {
            while (read < options.max() && (options.follow() || !reader.atEnd())) {
                for (ConsumerRecord<byte[], byte[]> entry : reader.poll(Duration.ofMillis(500))) {
                    if (read++ < options.max()) {
                        print(entry, rendering, leftOut);
                    }
                }
            }
        }
        if (read == 0) {
            invocation.err().println("The topic " + topic + " has no committed records.");
        }
        if (leftOut.count() > 0) {
            invocation.err().println(NumberText.of(leftOut.count(), "record") + " could not be decoded.");
        }
        return leftOut.count() > 0 && leftOut.count() >= Math.min(read, options.max()) ? ExitCode.FAILURE : ExitCode.OK;
    }

    private void print(ConsumerRecord<byte[], byte[]> entry, Rendering rendering, LeftOut leftOut)
            throws TopicException {
        List<String> lines = List.of();
        String what = "%s-%d@%d".formatted(entry.topic(), entry.partition(), entry.offset());
        try {
            lines = rendering.lines(entry);
        } catch (SerializationException e) {
            leftOut.add(what, e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            if (ProcessFault.isIn(e)) {
                throw e;
            }
            LOG.log(new RecordLeftOut(what, new WordlessTrace(e)));
            leftOut.add(what, "A fault of this program keeps this record from being printed; --verbose shows where.");
        }
        invocation.out().lines(lines);
    }
}
