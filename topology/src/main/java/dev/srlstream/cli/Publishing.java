package dev.srlstream.cli;

import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.console.Output;
import dev.srlstream.console.PublishProgress;
import dev.srlstream.console.RecordJson;
import dev.srlstream.console.TerminalText;
import dev.srlstream.input.MalformedLineException;
import dev.srlstream.input.RecordFields;
import dev.srlstream.input.SentenceLine;
import dev.srlstream.input.SentenceRecord;
import dev.srlstream.input.SentenceSource;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.topics.SentencePublisher;
import dev.srlstream.topics.TopicException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of {@code srl publish}. For one input. */
final class Publishing {
    private final SentenceSource sentences;
    private final RecordFields fields;
    private final LeftOut leftOut;
    private final @Nullable PublishProgress progress;
    private final AtomicLong refused = new AtomicLong();
    private long sent;

    /**
     * @param talk takes a line
     * @param progress null where none is shown
     */
    Publishing(
            SentenceSource sentences, RecordFields fields, Consumer<String> talk, @Nullable PublishProgress progress) {
        this.sentences = sentences;
        this.fields = fields;
        this.leftOut = new LeftOut(talk);
        this.progress = progress;
    }

    /** What a sentence becomes. */
    @FunctionalInterface
    private interface Destination {
        void take(SentenceRecord sentence, Consumer<String> refused) throws TopicException;
    }

    /** Publishes what can be; names and counts what cannot. */
    void publish(SentencePublisher publisher) throws IOException, TopicException {
        while (next(publisher::publish, leftOut::add)) {
            // Each line stands for itself.
        }
        publisher.flush();
    }

    /**
     * Publishes all or nothing.
     *
     * @throws CommandFailure with the first line that cannot be published
     */
    void commit(SentencePublisher publisher) throws IOException, TopicException {
        AtomicReference<@Nullable String> fault = new AtomicReference<>();
        Refusals first = (line, reason) -> fault.compareAndSet(null, line + ": " + reason);
        try {
            boolean more = true;
            while (more && fault.get() == null) {
                more = next(publisher::publish, first);
            }
            publisher.flush();
        } catch (TopicException e) {
            // A record that the brokers refuse fails those beside it, which can be heard of first.
            publisher.awaitAnswers();
            fault.compareAndSet(null, e.getMessage());
        }
        String reason = fault.get();
        if (reason != null) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    TerminalText.of(reason).replaceFirst("[^.]$", "$0.")
                            + " Nothing is published: the transaction is given up.");
        }
        publisher.commit();
    }

    /** Prints what would be published. */
    void print(Output out) throws IOException, TopicException {
        Destination printed = (sentence, refused) -> out.line(RecordJson.of(
                sentence.event(), sentence.key(), sentence.headers(), sentence.timestamp(), sentence.partition()));
        while (next(printed, leftOut::add)) {
            // Each line stands for itself.
        }
    }

    /** Told which line is refused, and why. */
    @FunctionalInterface
    private interface Refusals {
        void add(String line, String reason);
    }

    /** Returns whether there was a sentence. */
    private boolean next(Destination destination, Refusals refusals) throws IOException, TopicException {
        try {
            SentenceLine line = sentences.next();
            if (line == null) {
                return false;
            }
            SentenceRecord sentence = fields.record(line);
            String place = "Line " + sentences.number();
            sent++;
            destination.take(sentence, reason -> {
                refused.incrementAndGet();
                refusals.add(place, reason);
            });
        } catch (MalformedLineException e) {
            refusals.add("Line " + sentences.number(), String.valueOf(e.getMessage()));
        }
        if (progress != null) {
            progress.advance(sent);
        }
        return true;
    }

    /** How many sentences were handed over and not refused. */
    long written() {
        return sent - refused.get();
    }

    /** How many lines, or sentences of these, could not be published. */
    long leftOut() {
        return leftOut.count();
    }
}
