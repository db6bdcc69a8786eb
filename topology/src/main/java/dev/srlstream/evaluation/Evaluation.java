package dev.srlstream.evaluation;

import dev.srlstream.conll.GoldSentence;
import dev.srlstream.conll.Proposition;
import dev.srlstream.decode.Span;
import dev.srlstream.event.Frame;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.inference.SentenceLabeller;
import dev.srlstream.inference.Submission;
import dev.srlstream.sentence.Labelled;
import dev.srlstream.sentence.Labelling;
import dev.srlstream.sentence.Rejection;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Has sentences labelled and counts what is right. Holds as many sentences as keep the engine's batches filled, never the whole file. Owned by one
 * thread.
 */
public final class Evaluation {
    private static final String BEGIN = "B-";

    /** Not scored, so that nothing is lost where a checkpoint has no label for it. */
    private static final Set<String> VERB = Set.of("V", "C-V");

    private final SentenceLabeller labeller;
    private final int most;
    private final BiConsumer<String, String> refused;
    private final Set<String> labels;
    private final RoleNames names;
    private final SortedMap<String, Long> unknown = new TreeMap<>();
    private final Map<Predicates, Score> scores = new EnumMap<>(Predicates.class);
    private final Queue<Asked> pending = new ArrayDeque<>();
    private long sentences;
    private long unlabelled;

    /**
     * @param labels BIO tags of the checkpoint
     * @param pending most sentences that wait for the engine
     * @param refused told of each sentence that cannot be labelled: its id, and why
     */
    public Evaluation(
            SentenceLabeller labeller,
            List<String> labels,
            Collection<Predicates> predicates,
            int pending,
            BiConsumer<String, String> refused) {
        this.labeller = labeller;
        this.labels = new HashSet<>(labels);
        this.names = new RoleNames(labels.stream()
                .filter(label -> label.startsWith(BEGIN))
                .map(label -> label.substring(BEGIN.length()))
                .toList());
        predicates.forEach(each -> scores.put(each, new Score()));
        this.most = pending;
        this.refused = refused;
    }

    /** A sentence that is being labelled, once for each source of predicates. */
    private record Asked(GoldSentence gold, Map<Predicates, Submission> submissions) {}

    /** Takes a sentence; waits for others where too many are pending. */
    public void add(GoldSentence gold) {
        Map<Predicates, Submission> submissions = new EnumMap<>(Predicates.class);
        for (Predicates source : scores.keySet()) {
            submissions.put(source, labeller.label(event(gold, source)));
        }
        sentences++;
        pending.add(new Asked(gold, submissions));
        if (pending.size() >= most) {
            count(pending.remove());
        }
    }

    /** Waits for all sentences. */
    public Evaluation finish() {
        while (!pending.isEmpty()) {
            count(pending.remove());
        }
        return this;
    }

    public Map<Predicates, Score> scores() {
        return Collections.unmodifiableMap(scores);
    }

    public long sentences() {
        return sentences;
    }

    /** Predicates of the gold. */
    public long propositions() {
        return scores.values().stream().mapToLong(Score::propositions).max().orElse(0);
    }

    /** Sentences that could not be labelled: what is to be found in them counts as missed. */
    public long unlabelled() {
        return unlabelled;
    }

    /** Whether roles of the gold were read under the names of the checkpoint. */
    public boolean renames() {
        return names.renames();
    }

    /** Roles of the gold that the checkpoint has no label for, and so never finds; and how many spans have them. */
    public SortedMap<String, Long> unknownRoles() {
        return Collections.unmodifiableSortedMap(unknown);
    }

    private static SentenceEvent event(GoldSentence gold, Predicates source) {
        String text = gold.text();
        return SentenceEvent.newBuilder()
                .setId(gold.id())
                .setText(text == null ? String.join(" ", gold.tokens()) : text)
                .setTokens(gold.tokens())
                .setPredicates(source == Predicates.GOLD ? gold.predicates() : null)
                .build();
    }

    private void count(Asked asked) {
        Map<Integer, List<Span>> gold = new HashMap<>();
        for (Proposition proposition : asked.gold().propositions()) {
            List<Span> spans = names.of(proposition.spans());
            spans.stream()
                    .map(Span::role)
                    .filter(role -> !VERB.contains(role) && !labels.contains(BEGIN + role))
                    .forEach(role -> unknown.merge(role, 1L, Long::sum));
            gold.put(proposition.predicate(), spans);
        }
        String reason = null;
        for (Map.Entry<Predicates, Submission> each : asked.submissions().entrySet()) {
            Score score = Objects.requireNonNull(scores.get(each.getKey()));
            Labelling outcome = each.getValue().join();
            if (outcome instanceof Rejection rejection) {
                gold.values().forEach(score::addMissed);
                reason = rejection.reason();
            } else {
                compare(score, gold, ((Labelled) outcome).frames());
            }
        }
        if (reason != null) {
            unlabelled++;
            refused.accept(asked.gold().id(), reason);
        }
    }

    private static void compare(Score score, Map<Integer, List<Span>> gold, List<Frame> frames) {
        Set<Integer> missed = new HashSet<>(gold.keySet());
        for (Frame frame : frames) {
            int predicate = frame.getPredicate().getIndex();
            List<Span> right = gold.get(predicate);
            List<Span> found = Span.of(frame.getTags());
            if (right == null) {
                score.addExcess(found);
            } else {
                missed.remove(predicate);
                score.add(right, found);
            }
        }
        missed.forEach(predicate -> score.addMissed(gold.getOrDefault(predicate, List.of())));
    }
}
