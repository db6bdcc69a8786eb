package dev.srlstream.evaluation;

import dev.srlstream.decode.Span;
import dev.srlstream.evaluation.ScoredArgument.Words;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of arguments by the rules of {@code srl-eval.pl}, the script of CoNLL-2005: an argument is right when its role and the words of all its pieces
 * are; V is counted apart. Owned by one thread.
 */
public final class Score {
    /** The role of the predicate itself. */
    public static final String VERB = "V";

    private final SortedMap<String, Count> roles = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, Long>> confusion = new TreeMap<>();
    private Count predicates = Count.NONE;
    private long perfect;

    /** Counts a predicate of the gold that the model labelled. */
    void add(List<Span> gold, List<Span> found) {
        List<ScoredArgument> right = ScoredArgument.of(gold);
        List<ScoredArgument> answers = ScoredArgument.of(found);
        Set<ScoredArgument> missed = new HashSet<>(right);
        Set<ScoredArgument> excess = new HashSet<>(answers);
        missed.removeAll(answers);
        excess.removeAll(right);
        right.stream().filter(argument -> !missed.contains(argument)).forEach(this::addCorrect);
        missed.forEach(this::addMissed);
        excess.forEach(this::addExcess);
        if (missed.stream().allMatch(Score::isVerb) && excess.stream().allMatch(Score::isVerb)) {
            perfect++;
        }
        predicates = predicates.plus(new Count(1, 0, 0));
        confuse(missed, excess);
    }

    /** Counts a predicate of the gold that the model did not label: all its arguments are missed, and it is not wholly right. */
    void addMissed(List<Span> gold) {
        ScoredArgument.of(gold).forEach(this::addMissed);
        predicates = predicates.plus(new Count(0, 0, 1));
    }

    /** Counts what the model labelled for a word that is no predicate of the gold: all its arguments are wrong. */
    void addExcess(List<Span> found) {
        ScoredArgument.of(found).forEach(this::addExcess);
        predicates = predicates.plus(new Count(0, 1, 0));
    }

    /** Predicates of the gold. */
    public long propositions() {
        return predicates.correct() + predicates.missed();
    }

    /** Those of which all arguments are right, and none is too much. */
    public long perfect() {
        return perfect;
    }

    /** In percent of all predicates of the gold. */
    public double perfectPercent() {
        return Count.percent(perfect, propositions());
    }

    /** All arguments but V. */
    public Count overall() {
        return roles().values().stream().reduce(Count.NONE, Count::plus);
    }

    /** By role, V left out. */
    public SortedMap<String, Count> roles() {
        SortedMap<String, Count> others = new TreeMap<>(roles);
        others.remove(VERB);
        return others;
    }

    /** The predicates' own words. */
    public Count verb() {
        return roles.getOrDefault(VERB, Count.NONE);
    }

    /** Which words are predicates. */
    public Count predicates() {
        return predicates;
    }

    /** How often the right words have another role: by the role of the gold, then by that which was found. */
    public SortedMap<String, SortedMap<String, Long>> confusion() {
        return Collections.unmodifiableSortedMap(confusion);
    }

    private void confuse(Set<ScoredArgument> missed, Set<ScoredArgument> excess) {
        Map<List<Words>, String> answers = new HashMap<>();
        excess.forEach(argument -> answers.put(argument.pieces(), argument.role()));
        for (ScoredArgument argument : missed) {
            String answer = answers.get(argument.pieces());
            if (answer != null) {
                confusion
                        .computeIfAbsent(argument.role(), role -> new TreeMap<>())
                        .merge(answer, 1L, Long::sum);
            }
        }
    }

    private void addCorrect(ScoredArgument argument) {
        roles.merge(argument.role(), new Count(1, 0, 0), Count::plus);
    }

    private void addExcess(ScoredArgument argument) {
        roles.merge(argument.role(), new Count(0, 1, 0), Count::plus);
    }

    private void addMissed(ScoredArgument argument) {
        roles.merge(argument.role(), new Count(0, 0, 1), Count::plus);
    }

    private static boolean isVerb(ScoredArgument argument) {
        return argument.role().equals(VERB);
    }
}
