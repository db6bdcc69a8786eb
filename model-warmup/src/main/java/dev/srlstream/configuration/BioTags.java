package dev.srlstream.configuration;

import dev.srlstream.refusal.Printable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What labels are to the decoder, which goes by their text: {@code O}, {@code B-ROLE} and {@code I-ROLE}. To other tags no
 * frame gives an argument.
 */
public final class BioTags {
    private static final Pattern BEGINNING = Pattern.compile("B-\\S.*");
    private static final Pattern INSIDE = Pattern.compile("I-\\S.*");

    /** Tags as people write them when they have seen some: lower case, and signs that stand for the hyphen. */
    private static final Pattern MISWRITTEN =
            Pattern.compile("[o0]|[BIbi]\\s*([-_:/.|\\u2212]|\\p{Pd}|\\s).*", Pattern.DOTALL);

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private BioTags() {}

    /** Why a label cannot be used, in the middle of a sentence behind its line; nothing where it can. */
    public static Optional<String> fault(String label) {
        var invisible = INVISIBLE.matcher(label);
        if (label.isEmpty()) {
            return Optional.of("is empty, which AllenNLP counts as a label: delete the line");
        } else if (invisible.find()) {
            return Optional.of(String.format(
                    "has the invisible character U+%04X in the label %s: delete that character",
                    label.codePointAt(invisible.start()), Printable.excerpt(label)));
        } else if (MISWRITTEN.matcher(label).matches() && !isArgument(label)) {
            return Optional.of("is " + Printable.excerpt(label)
                    + ", which AllenNLP takes for no part of an argument: the tags are O, B-ROLE and I-ROLE, with a"
                    + " capital and a hyphen");
        }
        return Optional.empty();
    }

    /** Whether arguments can begin at all. */
    public static boolean haveBeginnings(List<String> labels) {
        return labels.stream().anyMatch(label -> BEGINNING.matcher(label).matches());
    }

    /**
     * What is likely an accident in labels without a fault, in one or two sentences; AllenNLP reads it the same.
     *
     * @param known a label that is no tag and no accident
     */
    public static Optional<String> accident(List<String> labels, String known) {
        Set<String> all = new HashSet<>(labels);
        Optional<String> stranger =
                first(labels, label -> !label.equals("O") && !label.equals(known) && !isArgument(label));
        Optional<String> orphan =
                first(labels, label -> INSIDE.matcher(label).matches() && !all.contains("B" + label.substring(1)));
        List<String> sentences = new ArrayList<>();
        stranger.ifPresent(label -> sentences.add("The label " + Printable.excerpt(label)
                + " is neither O nor B-ROLE nor I-ROLE: no argument contains the words that it is given to."));
        orphan.ifPresent(label -> sentences.add("The label " + Printable.excerpt(label)
                + " is never chosen, because there is no B" + Printable.excerpt(label.substring(1))
                + " that it may follow."));
        if (!all.contains("O")) {
            sentences.add("No label is O: every word is given to some argument.");
        }
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
    }

    private static boolean isArgument(String label) {
        return BEGINNING.matcher(label).matches() || INSIDE.matcher(label).matches();
    }

    private static Optional<String> first(List<String> labels, Predicate<String> condition) {
        return labels.stream().filter(condition).findFirst();
    }
}
