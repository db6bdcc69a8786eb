package dev.srlstream.reliability.mutation;

import dev.srlstream.reliability.fault.Fault;
import java.util.List;
import java.util.Locale;

/** A mistake that a maintainer could make, faults under which it must show, and what it must lead to. */
@SuppressWarnings("ImmutableEnumChecker") // The lists are unmodifiable.
public enum Mutation {
    NO_CHANGELOG(
            "the pending store has no changelog",
            "stream/SentenceTopology",
            List.of("KILL", "TERMINATE"),
            Violation.LOST,
            new Edit("Set.of(pendingStore())", "Set.of(pendingStore().withLoggingDisabled())")),
    CONTINUE_HANDLER(
            "exceptions while processing are logged, and the streams go on whatever they are told of the engine",
            "stream/SentenceStreams",
            List.of("CRASH_DEVICE"),
            Violation.OUTLIVING,
            new Edit("properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG,", """
                properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                        org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler.class);
                properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG,\
                """),
            new Edit(
                    "public void stop(Throwable fault) {",
                    "public void stop(Throwable fault) { if (true) { return; }")),
    WAITING_IN_TRANSACTION(
            "a sentence waits for its batch inside a transaction whose timeout is shorter",
            "stream/EventReader",
            List.of(),
            Violation.LIVELOCK,
            new Edit("return Optional.of(labeller.apply(sentenceEvent));", """
                Submission waiting = labeller.apply(sentenceEvent);
                waiting.join();
                return Optional.of(waiting);\
                """)),
    LATE_DELETE(
            "outcomes are forwarded in one transaction, and their sentences deleted in a later one",
            "stream/pending/PendingSentences",
            List.of("KILL", "TERMINATE"),
            Violation.REPEATED,
            new Edit(
                    "private long nextSequence;",
                    "private long nextSequence; private final ArrayDeque<Integer> late = new ArrayDeque<>();"),
            new Edit("store.delete(head.slot);", "late.add(head.slot);"),
            new Edit(
                    "slots.free(head.slot);",
                    "if (late.size() > 40) { int slot = late.remove(); store.delete(slot); slots.free(slot); }")),
    UNSORTED_RESTORE(
            "what was pending is taken up in the order of its slots",
            "stream/pending/PendingSentences",
            List.of("KILL", "TERMINATE"),
            Violation.DISORDERED,
            new Edit("left.sort(Comparator.comparingLong(entry -> entry.value.sequence()));", "")),
    AT_LEAST_ONCE(
            "offsets and outcomes are committed apart",
            "stream/StreamsProperties",
            List.of("KILL", "CRASH_DEVICE"),
            Violation.REPEATED,
            new Edit("StreamsConfig.EXACTLY_ONCE_V2", "StreamsConfig.AT_LEAST_ONCE")),
    UNCHECKED_MEMBER(
            "what was taken over is committed without a look at the membership",
            "stream/clients/MemberProducer",
            List.of("CUT_WHILE_DRAINING"),
            Violation.REPEATED,
            new Edit("offsets.isEmpty() ? unmoved(group.groupId()) : offsets", "offsets"));

    private final String description;
    private final String source;
    private final List<String> faults;
    private final Violation violation;
    private final List<Edit> edits;

    Mutation(String description, String source, List<String> faults, Violation violation, Edit... edits) {
        this.description = description;
        this.source = source;
        this.faults = faults;
        this.violation = violation;
        this.edits = List.of(edits);
    }

    /** Its name as people write it. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String description() {
        return description;
    }

    /** The source file below {@code dev/srlstream} of the topology, without its ending. */
    String source() {
        return source;
    }

    /** Under which it shows; none where it shows on devices that are slow. */
    public List<Fault> faults() {
        return Fault.all().stream()
                .filter(fault -> faults.contains(fault.name()))
                .toList();
    }

    /** What it must lead to under them. */
    public Violation violation() {
        return violation;
    }

    String apply(String original) {
        String mutated = original;
        for (Edit edit : edits) {
            mutated = edit.apply(mutated);
        }
        return mutated;
    }
}
