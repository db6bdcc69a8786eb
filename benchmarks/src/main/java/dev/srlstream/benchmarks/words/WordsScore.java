package dev.srlstream.benchmarks.words;

import dev.srlstream.english.Span;
import dev.srlstream.english.training.TreebankSentence;
import dev.srlstream.english.training.TreebankWord;
import dev.srlstream.evaluation.Count;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares what was found in texts with what a treebank says, by places in the text. Owned by one thread. */
final class WordsScore {
    private final Tally words = new Tally();
    private final Tally predicates = new Tally();
    private final Tally verbs = new Tally();
    private int sentences;
    private int withVerb;
    private int withoutVerb;
    private int withPredicate;
    private int withoutAny;

    private static final class Tally {
        private long correct;
        private long excess;
        private long missed;

        /** @param ignored is neither right nor wrong */
        void add(Collection<Span> gold, Collection<Span> found, Collection<Span> ignored) {
            for (Span span : found) {
                if (gold.contains(span)) {
                    correct++;
                } else if (!ignored.contains(span)) {
                    excess++;
                }
            }
            missed += gold.stream().filter(span -> !found.contains(span)).count();
        }

        Count count() {
            return new Count(correct, excess, missed);
        }
    }

    /** @param predicates indices into {@code words} */
    void add(TreebankSentence gold, List<Span> words, List<Integer> predicates) {
        Set<Span> verbs = spans(gold, "VERB");
        Set<Span> auxiliaries = spans(gold, "AUX");
        Set<Span> both = new HashSet<>(verbs);
        both.addAll(auxiliaries);
        Set<Span> found = new HashSet<>();
        predicates.forEach(predicate -> found.add(words.get(predicate)));
        this.words.add(
                new HashSet<>(gold.words().stream().map(TreebankWord::span).toList()), new HashSet<>(words), Set.of());
        this.predicates.add(both, found, Set.of());
        this.verbs.add(verbs, found, auxiliaries);
        sentences++;
        if (!verbs.isEmpty()) {
            withVerb++;
            withoutVerb += verbs.stream().noneMatch(found::contains) ? 1 : 0;
        }
        if (!both.isEmpty()) {
            withPredicate++;
            withoutAny += both.stream().noneMatch(found::contains) ? 1 : 0;
        }
    }

    private static Set<Span> spans(TreebankSentence sentence, String part) {
        Set<Span> spans = new HashSet<>();
        sentence.words().stream()
                .filter(word -> word.part().equals(part))
                .map(TreebankWord::span)
                .forEach(spans::add);
        return spans;
    }

    int sentences() {
        return sentences;
    }

    Count words() {
        return words.count();
    }

    /** VERB and AUX. */
    Count predicates() {
        return predicates.count();
    }

    /** VERB alone; auxiliaries are neither right nor wrong. */
    Count verbs() {
        return verbs.count();
    }

    /** Of the sentences with a VERB, in percent, those in which none was found. */
    double withoutVerb() {
        return withVerb == 0 ? 0 : 100.0 * withoutVerb / withVerb;
    }

    /** Of the sentences with a VERB or AUX, in percent, those in which neither was found. */
    double withoutAny() {
        return withPredicate == 0 ? 0 : 100.0 * withoutAny / withPredicate;
    }
}
