package dev.srlstream.english;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Predicates by the tags of OpenNLP's model. As safe from several threads as the tagger that it was given.
 *
 * <p>OpenNLP's model knows contractions as one word with the tags of both, {@code didn't AUX+PART}, and takes a lone
 * {@code n't} for punctuation. So parts are joined before tagging, and their tags dealt out afterwards.
 */
final class OpenNlpPredicates implements PredicateFinder {
    /** Words that are tagged at a time: more than a sentence has, as the tagger's time grows with the square of them. */
    private static final int WINDOW = 256;

    /** Second parts of contractions are short, as in {@code do|n't} and {@code can|not}; most words are not. */
    private static final int LONGEST_PART = 3;

    private final UnaryOperator<String[]> tagger;

    /** @param tagger gives a tag per word */
    OpenNlpPredicates(UnaryOperator<String[]> tagger) {
        this.tagger = tagger;
    }

    @Override
    public List<Integer> find(List<String> words) {
        List<String> joined = new ArrayList<>(words.size());
        int[] firstParts = new int[words.size()];
        for (int i = 0; i < words.size(); i++) {
            firstParts[joined.size()] = i;
            if (i + 1 < words.size() && isContraction(words.get(i), words.get(i + 1))) {
                joined.add(Apostrophes.straighten(words.get(i) + words.get(i + 1)));
                i++;
            } else {
                joined.add(Apostrophes.straighten(words.get(i)));
            }
        }
        List<String> tags = tag(joined);
        List<Integer> predicates = new ArrayList<>();
        for (int i = 0; i < tags.size(); i++) {
            int first = firstParts[i];
            int end = i + 1 < tags.size() ? firstParts[i + 1] : words.size();
            addPredicates(words.subList(first, end), first, tags.get(i).split("\\+"), predicates);
        }
        return predicates;
    }

    private List<String> tag(List<String> words) {
        List<String> tags = new ArrayList<>(words.size());
        for (int begin = 0; begin < words.size(); begin += WINDOW) {
            List<String> window = words.subList(begin, Math.min(words.size(), begin + WINDOW));
            tags.addAll(Arrays.asList(tagger.apply(window.toArray(String[]::new))));
        }
        return tags;
    }

    /** A lone apostrophe is left alone: behind a word in s it may as well end a quotation. */
    private static boolean isContraction(String first, String second) {
        return !first.isEmpty()
                && second.length() > 1
                && second.length() <= LONGEST_PART
                && Contractions.splitPoint(first + second) == first.length();
    }

    private static void addPredicates(List<String> parts, int index, String[] tags, List<Integer> predicates) {
        String last = parts.get(parts.size() - 1);
        if (parts.size() == 1) {
            if (Contractions.isAuxiliary(last) || Arrays.stream(tags).anyMatch(OpenNlpPredicates::isVerb)) {
                predicates.add(index);
            }
            return;
        }
        if (Contractions.isNegation(last) || isVerb(tags[0])) {
            predicates.add(index);
        }
        if (Contractions.isAuxiliary(last) || (tags.length > 1 && isVerb(tags[tags.length - 1]))) {
            predicates.add(index + 1);
        }
    }

    private static boolean isVerb(String tag) {
        return tag.equals("VERB") || tag.equals("AUX");
    }
}
