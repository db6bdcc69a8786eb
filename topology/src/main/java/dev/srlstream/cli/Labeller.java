package dev.srlstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.srlstream.console.InputLines;
import dev.srlstream.console.MalformedLineException;
import dev.srlstream.console.Output;
import dev.srlstream.console.SentenceLine;
import dev.srlstream.inference.InferenceEngine;
import dev.srlstream.inference.Labelling;
import dev.srlstream.inference.Submission;
import dev.srlstream.sentence.Reading;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.sentence.SentenceReader;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Lines of JSON in, lines of JSON out, in the same order. A thread of its own reads and submits; the caller's thread writes,
 * so that an answer never waits for the next question. The queue in between bounds the memory.
 */
final class Labeller {
    /** Few, as all probabilities are kept then, some 270 kB per predicate. */
    private static final int PENDING_INSTANCES = 32;

    private final InferenceEngine engine;
    private final SentenceReader reader;
    private final boolean instances;
    private final BlockingQueue<Answer> answers;

    /** @param pending sentences that keep the engine's batches filled */
    Labeller(InferenceEngine engine, SentenceReader reader, boolean instances, int pending) {
        this.engine = engine;
        this.reader = reader;
        this.instances = instances;
        this.answers = new ArrayBlockingQueue<>(instances ? PENDING_INSTANCES : pending);
    }

    /** Labels all lines. Returns how many had an error. */
    long label(InputLines lines, Output out) throws IOException, InterruptedException {
        Thread reading = new Thread(() -> readAll(lines), "label-input");
        reading.setDaemon(true);
        reading.start();
        try {
            return writeAll(out);
        } finally {
            reading.interrupt();
        }
    }

    private long writeAll(Output out) throws IOException, InterruptedException {
        long errors = 0;
        while (true) {
            Answer answer = answers.poll();
            if (answer == null) {
                out.flush();
                answer = answers.take();
            }
            if (answer instanceof End end) {
                end.raise();
                out.flush();
                return errors;
            }
            if (answer instanceof Refused refused) {
                errors++;
                out.line(LabelJson.error(refused.id(), refused.reason()));
            } else if (answer instanceof Asked asked) {
                errors += write(asked, out);
            }
        }
    }

    private int write(Asked asked, Output out) throws InterruptedException {
        if (!asked.submission().isDone()) {
            out.flush();
        }
        Labelling labelling = asked.submission().join();
        if (labelling instanceof Labelling.Labelled labelled) {
            out.line(LabelJson.frames(asked.id(), asked.sentence(), labelled, instances));
            return 0;
        }
        out.line(LabelJson.error(
                asked.id(), ((Labelling.Rejected) labelling).rejection().reason()));
        return 1;
    }

    private void readAll(InputLines lines) {
        try {
            boolean more = true;
            while (more) {
                Answer answer = read(lines);
                answers.put(answer);
                more = !(answer instanceof End);
            }
        } catch (InterruptedException e) {
            // The writer has given up; nobody waits for more.
            Thread.currentThread().interrupt();
        }
    }

    private Answer read(InputLines lines) {
        JsonNode id = NullNode.getInstance();
        try {
            String text = lines.next();
            if (text == null) {
                return new End(null);
            }
            SentenceLine line = SentenceLine.parse(text);
            id = line.id();
            Reading reading = reader.read(line.event());
            return reading instanceof Reading.Accepted accepted
                    ? new Asked(id, accepted.sentence(), engine.submit(accepted.sentence()))
                    : new Refused(id, ((Reading.Rejected) reading).rejection().reason());
        } catch (MalformedLineException e) {
            return new Refused(id, "Line " + lines.number() + ": " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            // A fault too: the writer must not wait for ever.
            return new End(e);
        }
    }

    private sealed interface Answer {}

    private record Asked(JsonNode id, Sentence sentence, Submission submission) implements Answer {}

    private record Refused(JsonNode id, String reason) implements Answer {}

    /** No more lines, because there are none or because reading failed. */
    private record End(@Nullable Exception failure) implements Answer {
        void raise() throws IOException {
            if (failure instanceof IOException unreadable) {
                throw unreadable;
            }
            if (failure instanceof RuntimeException fault) {
                throw fault;
            }
        }
    }
}
