package dev.srlstream.quickstart.monitoring;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An expression of Prometheus' language.
 *
 * @param place where it stands: an alert, or a panel
 */
public record Expression(String place, String promql) {
    /** Lists of labels and spans of time, in which names are no names of metrics. */
    private static final Pattern NO_METRICS =
            Pattern.compile("\\b(by|on|without|ignoring|group_left|group_right)\\s*\\([^)]*\\)|\\[[^]]*]");

    /** A name without a parenthesis behind it, which a function would have. */
    private static final Pattern SELECTOR =
            Pattern.compile("(?<![\\w:.])([a-zA-Z_:][\\w:]*+)\\s*+(\\{[^}]*})?+(?!\\()");

    private static final Set<String> OPERATORS =
            Set.of("and", "or", "unless", "bool", "by", "on", "ignoring", "group_left", "group_right");

    /** The metrics that it asks for, each with its labels if it has any. */
    public Set<String> selectors() {
        Set<String> selectors = new TreeSet<>();
        Matcher found = SELECTOR.matcher(NO_METRICS.matcher(promql).replaceAll(" "));
        while (found.find()) {
            if (!OPERATORS.contains(found.group(1))) {
                selectors.add(found.group(1) + (found.group(2) == null ? "" : found.group(2)));
            }
        }
        return selectors;
    }

    public Set<String> metrics() {
        return selectors().stream()
                .map(selector -> selector.replaceFirst("\\{.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
