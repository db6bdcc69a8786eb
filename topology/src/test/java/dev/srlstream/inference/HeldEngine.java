package dev.srlstream.inference;

import dev.srlstream.event.Frame;
import dev.srlstream.event.Predicate;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.sentence.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Stands where the engine does, and completes a submission when its test says so. */
public final class HeldEngine implements Function<Sentence, Submission> {
    private final Map<String, CompletableFuture<Labelling>> held = new LinkedHashMap<>();
    private final List<String> submitted = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();

    @Override
    public Submission apply(Sentence sentence) {
        submitted.add(sentence.id());
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
        take(id).complete(new Labelling.Labelled(List.of(frame), List.of()));
    }

    public void reject(String id, Rejection.Stage stage, String reason) {
        take(id).complete(new Labelling.Rejected(new Rejection(stage, reason)));
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
