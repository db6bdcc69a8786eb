package dev.srlstream.evaluation;

import static java.util.stream.Collectors.joining;

import dev.srlstream.console.NumberText;
import dev.srlstream.console.Sheet;
import dev.srlstream.console.Style;
import dev.srlstream.console.TerminalText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** Scores as tables, in the columns of {@code srl-eval.pl}. */
public final class EvaluationText {
    private static final int ROLES_SHOWN = 10;
    private static final int PAIRS_SHOWN = 20;
    private static final int ROLE_WIDTH = 12;

    private final Style style;

    public EvaluationText(Style style) {
        this.style = style;
    }

    /** @param confusion whether to show which roles are taken for which */
    public List<String> lines(Subject subject, Evaluation evaluation, boolean confusion) {
        Sheet sheet = new Sheet(
                style,
                style.bold(TerminalText.of(subject.model().getName())) + " in "
                        + TerminalText.of(subject.model().getPrecision()) + " on "
                        + TerminalText.of(subject.device()) + ", decode="
                        + subject.decoding().name().toLowerCase(Locale.ROOT));
        sheet.paragraph("Gold: %s with %s, read as %s from %s."
                .formatted(
                        NumberText.of(evaluation.sentences(), "sentence"),
                        NumberText.of(evaluation.propositions(), "predicate"),
                        subject.format().title(),
                        subject.gold()));
        sheet.paragraph("Rule: CoNLL-2005's (srl-eval.pl): role and words exactly, V left out, C-X joined with its X.");
        remarks(evaluation).forEach(sheet::paragraph);
        List<String> lines = new ArrayList<>(sheet.lines());
        evaluation.scores().forEach((source, score) -> add(lines, source, score, confusion));
        return lines;
    }

    private static List<String> remarks(Evaluation evaluation) {
        List<String> remarks = new ArrayList<>();
        if (evaluation.renames()) {
            remarks.add("The gold names its roles otherwise (A0 and ARG0, AM-TMP and ARGM-TMP are the same): they are"
                    + " shown under the checkpoint's names.");
        }
        if (evaluation.unlabelled() > 0) {
            remarks.add("%s could not be labelled, and what is to be found there counts as missed."
                    .formatted(NumberText.of(evaluation.unlabelled(), "sentence")));
        }
        SortedMap<String, Long> unknown = evaluation.unknownRoles();
        if (!unknown.isEmpty()) {
            String named = unknown.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(ROLES_SHOWN)
                    .map(role -> role.getKey() + " (" + role.getValue() + ")")
                    .collect(joining(", "));
            int others = unknown.size() - ROLES_SHOWN;
            remarks.add("The checkpoint has no label for these roles of the gold, whose spans it cannot find: " + named
                    + (others > 0 ? " and " + NumberText.of(others, "other") : "") + ".");
        }
        return remarks;
    }

    private void add(List<String> lines, Predicates source, Score score, boolean confusion) {
        lines.add("");
        lines.add(style.bold(source == Predicates.GOLD ? "Predicates of the gold" : "Predicates found")
                + String.format(
                        Locale.ROOT,
                        ": %.2f %% of %s wholly right",
                        score.perfectPercent(),
                        NumberText.of(score.propositions(), "proposition")));
        lines.add(style.dim(String.format(
                Locale.ROOT,
                "%" + ROLE_WIDTH + "s %8s %8s %8s %8s %8s %8s",
                "",
                "correct",
                "excess",
                "missed",
                "prec.",
                "recall",
                "F1")));
        lines.add(style.bold(row("Overall", score.overall())));
        score.roles().forEach((role, count) -> lines.add(row(role, count)));
        lines.add(style.dim(row("(V)", score.verb())));
        if (source == Predicates.FOUND) {
            lines.add(row("predicates", score.predicates()));
        }
        if (confusion) {
            lines.addAll(confused(score));
        }
    }

    private static String row(String name, Count count) {
        return String.format(
                Locale.ROOT,
                "%" + ROLE_WIDTH + "s %,8d %,8d %,8d %8.2f %8.2f %8.2f",
                TerminalText.of(name),
                count.correct(),
                count.excess(),
                count.missed(),
                count.precision(),
                count.recall(),
                count.f1());
    }

    private static List<String> confused(Score score) {
        record Pair(String role, String taken, long times) {}
        List<String> lines = new ArrayList<>();
        lines.add("The right words under another role, the most frequent first:");
        score.confusion().entrySet().stream()
                .flatMap(role -> role.getValue().entrySet().stream()
                        .map(taken -> new Pair(role.getKey(), taken.getKey(), taken.getValue())))
                .sorted(Comparator.comparingLong(Pair::times).reversed())
                .limit(PAIRS_SHOWN)
                .map(pair -> String.format(
                        Locale.ROOT,
                        "%" + ROLE_WIDTH + "s %,8d as %s",
                        TerminalText.of(pair.role()),
                        pair.times(),
                        TerminalText.of(pair.taken())))
                .forEach(lines::add);
        return lines;
    }
}
