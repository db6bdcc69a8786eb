package dev.srlstream.cli;

import dev.srlstream.cli.options.TopicOptions;
import dev.srlstream.config.Settings;
import dev.srlstream.console.NumberText;
import dev.srlstream.console.RecordMetadata;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.WordlessTrace;
import dev.srlstream.log.service.RecordEvents.RecordLeftOut;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.sentence.ProcessFault;
import dev.srlstream.topics.Selection;
import dev.srlstream.topics.StartPosition;
import dev.srlstream.topics.TopicException;
import dev.srlstream.topics.TopicReader;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Prints a topic record by record. One that cannot be decoded is named on stderr and left out. Used once. */
final class TopicPrinter {
    /** Turns a record into lines; into none when the filters do not let it through. */
    @FunctionalInterface
    interface Rendering {
        List<String> lines(ConsumerRecord<byte[], byte[]> entry) throws TopicException;
    }

    private static final EventLog LOG = EventLog.of(TopicPrinter.class);

    private final Invocation invocation;
    private final TopicOptions options;
    private final LeftOut leftOut;
    private final RecordForm form;
    private long read;
    private long decoded;
    private long printed;

    /** @param json whether what is rendered is one JSON value */
    TopicPrinter(Invocation invocation, TopicOptions options, boolean json) {
        this.invocation = invocation;
        this.options = options;
        this.form = new RecordForm(json, options.metadata(), invocation.style());
        this.leftOut = new LeftOut(invocation.err());
    }

    /** Returns the exit code: a failure where there are records and not one could be decoded. */
    int print(Settings settings, Selection selection, Rendering rendering) throws TopicException {
        try (TopicReader reader =
                TopicReader.open(settings.kafkaClientConfig(), selection, invocation.err()::println)) {
            if (options.follow()) {
                reader.follow();
            }
            while (printed < options.max() && (options.follow() || !reader.atEnd())) {
                for (ConsumerRecord<byte[], byte[]> entry : reader.poll(Duration.ofMillis(500))) {
                    if (printed < options.max() && selection.counted().test(entry)) {
                        read++;
                        print(entry, rendering);
                    }
                }
            }
        }
        if (printed == 0 && leftOut.count() == 0) {
            invocation.err().println(nothing(selection));
        }
        if (leftOut.count() > 0) {
            invocation.err().println(NumberText.of(leftOut.count(), "record") + " could not be decoded.");
        }
        return leftOut.count() > 0 && decoded == 0 ? ExitCode.FAILURE : ExitCode.OK;
    }

    private String nothing(Selection selection) {
        String topic = "The topic " + selection.topic();
        if (read > 0) {
            return "No record was printed of " + NumberText.of(read, "committed record") + " that "
                    + (read == 1 ? "was" : "were") + " read of the topic " + selection.topic() + ".";
        }
        if (selection.start() instanceof StartPosition.End) {
            return topic + " was read from its end on; --follow waits for more.";
        }
        return selection.isWhole()
                ? topic + " has no committed records."
                : topic + " has no committed records in the part that was read.";
    }

    private void print(ConsumerRecord<byte[], byte[]> entry, Rendering rendering) throws TopicException {
        if (!options.filter().hasKey(entry)) {
            return;
        }
        List<String> lines = List.of();
        String what = RecordMetadata.place(entry);
        try {
            lines = rendering.lines(entry);
            decoded++;
        } catch (SerializationException e) {
            leftOut.add(what, e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            if (ProcessFault.isIn(e)) {
                throw e;
            }
            LOG.log(new RecordLeftOut(what, new WordlessTrace(e)));
            leftOut.add(what, "A fault of this program keeps this record from being printed; --verbose shows where.");
        }
        if (!lines.isEmpty()) {
            printed++;
            invocation.out().lines(form.lines(entry, lines));
        }
    }
}
