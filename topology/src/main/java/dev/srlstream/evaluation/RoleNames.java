package dev.srlstream.evaluation;

import dev.srlstream.decode.Span;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of a checkpoint's roles: PropBank's, such as ARG0 and ARGM-TMP, or CoNLL-2005's, such as A0 and AM-TMP. Gold in the other form is read in
 * the checkpoint's. Owned by one thread.
 */
final class RoleNames {
    private static final Pattern PROPBANK = Pattern.compile("((?:[CR]-)*)ARG([0-5A]|M(?:-.+)?)");
    private static final Pattern CONLL_2005 = Pattern.compile("((?:[CR]-)*)A([0-5A]|M(?:-.+)?)");

    private final boolean toPropbank;
    private final boolean toConll;
    private boolean renames;

    /** @param roles of the checkpoint */
    RoleNames(List<String> roles) {
        boolean propbank = roles.stream().anyMatch(PROPBANK.asMatchPredicate());
        boolean conll = roles.stream().anyMatch(CONLL_2005.asMatchPredicate());
        toPropbank = propbank && !conll;
        toConll = conll && !propbank;
    }

    /** The gold's spans in the checkpoint's names. */
    List<Span> of(List<Span> gold) {
        return gold.stream()
                .map(span -> new Span(of(span.role()), span.start(), span.end()))
                .toList();
    }

    /** Whether a role of the gold had another name so far. */
    boolean renames() {
        return renames;
    }

    private String of(String role) {
        Matcher other = (toPropbank ? CONLL_2005 : PROPBANK).matcher(role);
        if (!(toPropbank || toConll) || !other.matches()) {
            return role;
        }
        renames = true;
        return other.group(1) + (toPropbank ? "ARG" : "A") + other.group(2);
    }
}
