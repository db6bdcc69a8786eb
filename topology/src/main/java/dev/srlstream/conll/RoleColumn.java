package dev.srlstream.conll;

import dev.srlstream.decode.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A column of roles as brackets, {@code (ARG0*}, {@code *}, {@code *)}, one for each predicate. */
final class RoleColumn {
    /** The pattern's depth grows with the length; no sentence nests so many roles. */
    private static final int LONGEST = 1_000;

    private static final Pattern BRACKETS = Pattern.compile("((?:\\([^*()]+)*)\\*((?:[^*()]*\\))*)");

    private RoleColumn() {}

    /** Whether a value can stand in such a column. */
    static boolean isBrackets(String value) {
        return value.length() <= LONGEST && BRACKETS.matcher(value).matches();
    }

    /**
     * The spans, by their first word, outer ones before inner ones.
     *
     * @throws MalformedGoldException when brackets do not fit together, or two spans are of the same words
     */
    static List<Span> spans(Rows rows, int column) throws MalformedGoldException {
        Deque<Span> open = new ArrayDeque<>();
        List<Span> spans = new ArrayList<>();
        for (int word = 0; word < rows.size(); word++) {
            String value = rows.rows().get(word).get(column);
            Matcher brackets = BRACKETS.matcher(value);
            if (!isBrackets(value) || !brackets.matches()) {
                throw rows.malformed(word, where(column) + " is no role in brackets such as (ARG0*, * or *).");
            }
            for (String role : brackets.group(1).split("\\(", -1)) {
                if (!role.isEmpty()) {
                    open.push(new Span(role, word, rows.size()));
                }
            }
            for (String role : closed(brackets.group(2))) {
                if (open.isEmpty()) {
                    throw rows.malformed(word, where(column) + " closes a bracket that is not open.");
                }
                Span begun = open.pop();
                // CoNLL-2004 repeats the role at the end.
                if (!role.isEmpty() && !role.equals(begun.role())) {
                    throw rows.malformed(
                            word, "%s closes %s where %s is open.".formatted(where(column), role, begun.role()));
                }
                spans.add(new Span(begun.role(), begun.start(), word + 1));
            }
        }
        if (!open.isEmpty()) {
            throw rows.malformed(
                    open.peek().start(), where(column) + " opens a bracket that its sentence does not close.");
        }
        spans.sort(Comparator.comparingInt(Span::start)
                .thenComparing(Comparator.comparingInt(Span::end).reversed()));
        requireOneRole(rows, column, spans);
        return spans;
    }

    /** The roles that stand before the closing brackets; empty strings as a rule. */
    private static List<String> closed(String brackets) {
        List<String> roles = new ArrayList<>(List.of(brackets.split("\\)", -1)));
        roles.remove(roles.size() - 1);
        return roles;
    }

    private static void requireOneRole(Rows rows, int column, List<Span> spans) throws MalformedGoldException {
        Map<List<Integer>, String> roles = new HashMap<>();
        for (Span span : spans) {
            String other = roles.put(List.of(span.start(), span.end()), span.role());
            if (other != null) {
                throw rows.malformed(
                        span.start(),
                        "%s gives the same words two roles, %s and %s.".formatted(where(column), other, span.role()));
            }
        }
    }

    private static String where(int column) {
        return "Column " + (column + 1);
    }
}
