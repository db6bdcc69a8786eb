package dev.srlstream.checkpoint.files;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Something that is allowed in the files around the weights but is likely an accident.
 *
 * @param <T> what it looks at
 * @param applies whether it is there
 * @param about the file, the setting or the key that it is about
 * @param detail what it means, in one or two sentences
 */
public record RemarkRule<T>(Predicate<T> applies, Function<T, String> about, Function<T, String> detail) {
    public static <T> RemarkRule<T> about(String about, Predicate<T> applies, Function<T, String> detail) {
        return new RemarkRule<>(applies, subject -> about, detail);
    }

    /** What the rules have to say, in their order. */
    public static <T> List<Remark> judge(List<RemarkRule<T>> rules, T subject) {
        return rules.stream()
                .filter(rule -> rule.applies.test(subject))
                .map(rule -> new Remark(rule.about.apply(subject), rule.detail.apply(subject)))
                .toList();
    }
}
