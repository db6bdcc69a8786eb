package dev.srlstream.inference;

import dev.srlstream.decode.DecodedFrame;
import dev.srlstream.event.Frame;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.sentence.Labelled;
import dev.srlstream.sentence.Labelled.Instance;
import dev.srlstream.sentence.Labelling;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.wordpiece.Encoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A sentence in work: as many rows as it has predicates, and the frames decoded so far. The outcome may be completed from any
 * thread, the first one counts; frames are added by the decoding thread alone.
 */
final class Job {
    private final Sentence sentence;
    private final Encoding encoding;
    private final CompletableFuture<Labelling> outcome = new CompletableFuture<>();
    private final Frame[] frames;
    private final Instance[] instances;
    private int missing;

    Job(Sentence sentence, Encoding encoding, boolean keepInstances) {
        this.sentence = sentence;
        this.encoding = encoding;
        this.missing = sentence.predicates().size();
        this.frames = new Frame[missing];
        this.instances = new Instance[keepInstances ? missing : 0];
    }

    /** One per predicate, in their order. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>(frames.length);
        for (int i = 0; i < frames.length; i++) {
            int word = sentence.predicates().get(i);
            rows.add(
                    new Row(this, i, new WordpieceRow(encoding.ids(), encoding.starts()[word], encoding.ends()[word])));
        }
        return rows;
    }

    Sentence sentence() {
        return sentence;
    }

    Encoding encoding() {
        return encoding;
    }

    CompletableFuture<Labelling> outcome() {
        return outcome;
    }

    boolean isDone() {
        return outcome.isDone();
    }

    /** @param action run once, on the thread that completes the job; told whether it ended with frames */
    @SuppressWarnings("FutureReturnValueIgnored") // The action throws nothing that another future would have to report.
    void whenDone(Consumer<Boolean> action) {
        outcome.whenComplete((labelling, failure) -> action.accept(labelling instanceof Labelled));
    }

    void fail(RuntimeException reason) {
        outcome.completeExceptionally(reason);
    }

    void reject(Rejection rejection) {
        outcome.complete(rejection);
    }

    void add(Row row, DecodedFrame decoded, float[] probabilities) {
        frames[row.index()] = decoded.frame();
        if (instances.length > 0) {
            instances[row.index()] = new Instance(
                    decoded.frame().getPredicate().getIndex(), encoding.ids(), decoded.wordpieceTags(), probabilities);
        }
        missing--;
        if (missing == 0) {
            outcome.complete(
                    new Labelled(sentence, List.copyOf(Arrays.asList(frames)), List.copyOf(Arrays.asList(instances))));
        }
    }
}
