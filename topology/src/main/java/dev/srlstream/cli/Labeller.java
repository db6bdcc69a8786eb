package dev.srlstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.srlstream.console.Output;
import dev.srlstream.inference.SentenceLabeller;
import dev.srlstream.inference.Submission;
import dev.srlstream.input.MalformedLineException;
import dev.srlstream.input.SentenceLine;
import dev.srlstream.input.SentenceSource;
import dev.srlstream.sentence.Labelled;
import dev.srlstream.sentence.ProcessFault;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lines of JSON in, lines of JSON out, in the same order: one answer for each line, whatever the line holds. A thread of its own
 * reads and submits; the caller's thread writes, so that an answer never waits for the next question. The queue in between bounds
 * the memory. For one input.
 */
final class Labeller {
    /** Few, as all probabilities are kept then, some 270 kB per predicate. */
    private static final int PENDING_INSTANCES = 32;

    private static final Answer END = new End();

    private final SentenceLabeller labeller;
    private final boolean instances;
    private final BlockingQueue<Answer> answers;
    private volatile @Nullable Throwable failure;

    /** @param pending sentences that keep the engine's batches filled */
    Labeller(SentenceLabeller labeller, boolean instances, int pending) {
        this.labeller = labeller;
        this.instances = instances;
        this.answers = new ArrayBlockingQueue<>(instances ? PENDING_INSTANCES : pending);
    }

    /** How many lines were labelled, and how many have an error. */
    record Tally(long labelled, long refused) {}

    /** Labels all lines. Throws what ended the reading before the last line, errors of the virtual machine included. */
    Tally label(SentenceSource lines, Output out) throws IOException, InterruptedException {
        Thread reading = new Thread(() -> readAll(lines), "label-input");
        reading.setDaemon(true);
        reading.start();
        try {
            return writeAll(reading, out);
        } finally {
            reading.interrupt();
        }
    }

    private Tally writeAll(Thread reading, Output out) throws IOException, InterruptedException {
        long labelled = 0;
        long refused = 0;
        while (true) {
            Answer answer = answers.poll();
            if (answer == null) {
                out.flush();
                answer = await(reading);
            }
            if (answer instanceof End) {
                out.flush();
                raise();
                return new Tally(labelled, refused);
            }
            Answer last = answer instanceof Asked asked ? outcome(asked, out) : answer;
            if (last instanceof Refused no) {
                refused++;
                out.line(LabelJson.error(no.id(), "Line " + no.line() + ": " + no.reason()));
            } else if (last instanceof Written yes) {
                labelled++;
                out.line(yes.json());
            }
        }
    }

    /** A thread that an error ends may be unable to say so. */
    private Answer await(Thread reading) throws InterruptedException {
        Answer answer = null;
        while (answer == null && reading.isAlive()) {
            answer = answers.poll(1, TimeUnit.SECONDS);
        }
        if (answer == null) {
            answer = answers.poll();
        }
        return answer == null ? END : answer;
    }

    private void raise() throws IOException {
        Throwable fault = failure;
        if (fault instanceof IOException unreadable) {
            throw unreadable;
        }
        if (fault instanceof RuntimeException unforeseen) {
            throw unforeseen;
        }
        if (fault instanceof Error error) {
            throw error;
        }
    }

    private Answer outcome(Asked asked, Output out) {
        if (!asked.submission().isDone()) {
            out.flush();
        }
        return asked.submission()
                .join()
                .map(
                        labelled -> answer(asked, labelled),
                        rejection -> new Refused(asked.id(), asked.line(), rejection.reason()));
    }

    private Answer answer(Asked asked, Labelled labelled) {
        try {
            return new Written(LabelJson.frames(asked.id(), labelled, instances));
        } catch (RuntimeException | StackOverflowError e) {
            return new Refused(asked.id(), asked.line(), reason(e));
        }
    }

    private void readAll(SentenceSource lines) {
        try {
            Answer answer;
            do {
                answer = read(lines);
                answers.put(answer);
            } while (answer != END);
        } catch (InterruptedException e) {
            // The writer has given up; nobody waits for more.
            Thread.currentThread().interrupt();
        } catch (Throwable fault) {
            failure = fault;
        }
    }

    private Answer read(SentenceSource lines) throws IOException {
        JsonNode id = NullNode.getInstance();
        long before = lines.number();
        boolean read = false;
        try {
            SentenceLine line = lines.next();
            read = true;
            if (line == null) {
                return END;
            }
            id = line.id().json();
            return new Asked(id, lines.number(), labeller.label(line.event()));
        } catch (MalformedLineException e) {
            return new Refused(id, lines.number(), reason(e));
        } catch (RuntimeException | StackOverflowError e) {
            if (ProcessFault.isIn(e) || (!read && lines.number() == before)) {
                throw e; // Where no line was read, none would be the next time.
            }
            return new Refused(id, lines.number(), reason(e));
        }
    }

    private static String reason(Throwable e) {
        return String.valueOf(
                (e instanceof MalformedLineException known ? known : MalformedLineException.fault(e)).getMessage());
    }

    private sealed interface Answer {}

    private record Asked(JsonNode id, long line, Submission submission) implements Answer {}

    private record Written(String json) implements Answer {}

    private record Refused(JsonNode id, long line, String reason) implements Answer {}

    /** No more lines, because there are none or because reading failed. */
    private record End() implements Answer {}
}
