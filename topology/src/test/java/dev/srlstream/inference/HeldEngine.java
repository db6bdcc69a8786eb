package dev.srlstream.inference;

import dev.srlstream.event.Frame;
import dev.srlstream.event.ModelReference;
import dev.srlstream.event.Outcome;
import dev.srlstream.event.Predicate;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.event.Token;
import dev.srlstream.sentence.Labelled;
import dev.srlstream.sentence.Labelling;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.sentence.Sentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Stands where the engine does, and completes a submission when its test says so. Rejects empty texts at once; takes any other text
 * for one word, which is the predicate.
 */
public final class HeldEngine implements SentenceLabeller {
    public static final ModelReference MODEL = new ModelReference("model.tar.gz", "c0ffee", Outcome.REPAIRED, "fp32");

    private final Map<String, Sentence> sentences = new HashMap<>();
    private final Map<String, CompletableFuture<Labelling>> held = new LinkedHashMap<>();
    private final List<String> submitted = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();

    @Override
    public ModelReference model() {
        return MODEL;
    }

    @Override
    public Submission label(SentenceEvent event) {
        String text = event.getText();
        if (text.isEmpty()) {
            return Submission.done(new Rejection(Rejection.Stage.VALIDATE, "The text is empty."));
        }
        Sentence sentence = new Sentence(
                event.getId(),
                text,
                List.of(new Token(text, 0, text.length(), -1, -1)),
                List.of(0),
                event.getAttributes());
        submitted.add(sentence.id());
        sentences.put(sentence.id(), sentence);
        CompletableFuture<Labelling> outcome = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                cancelled.add(sentence.id());
                return super.cancel(mayInterruptIfRunning);
            }
        };
        held.put(sentence.id(), outcome);
        return new Submission(outcome);
    }

    /** Completes the sentence with one frame, whose predicate is called after it. */
    public void label(String id) {
        Frame frame = Frame.newBuilder()
                .setPredicate(new Predicate(0, id))
                .setTags(List.of("B-V"))
                .setArguments(List.of())
                .setDescription("[V: " + id + "]")
                .setConfidence(1.0)
                .build();
        take(id).complete(new Labelled(Objects.requireNonNull(sentences.get(id)), List.of(frame), List.of()));
    }

    public void reject(String id, Rejection.Stage stage, String reason) {
        take(id).complete(new Rejection(stage, reason));
    }

    /** As when the engine dies: every pending submission fails. */
    public void die() {
        held.values()
                .forEach(outcome -> outcome.completeExceptionally(
                        new EngineDeadException("The device is gone.", new IllegalStateException("no device"))));
    }

    /** Ids in the order of their submission, repetitions included. */
    public List<String> submitted() {
        return List.copyOf(submitted);
    }

    public List<String> cancelled() {
        return List.copyOf(cancelled);
    }

    private CompletableFuture<Labelling> take(String id) {
        CompletableFuture<Labelling> outcome = held.remove(id);
        if (outcome == null) {
            throw new AssertionError(id + " was not submitted, only " + submitted);
        }
        return outcome;
    }
}
