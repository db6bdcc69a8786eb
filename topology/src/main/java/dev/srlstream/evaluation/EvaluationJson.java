package dev.srlstream.evaluation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Scores as one JSON object on one line; shares are in percent, to two decimals. The names of its fields are a contract. */
public final class EvaluationJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EvaluationJson() {}

    /** @param confusion whether to show which roles are taken for which */
    public static String of(Subject subject, Evaluation evaluation, boolean confusion) {
        ObjectNode json = JSON.createObjectNode();
        json.put("rule", "conll-2005");
        json.putObject("model")
                .put("name", subject.model().getName())
                .put("sha256", subject.model().getCheckpointSha256())
                .put("precision", subject.model().getPrecision())
                .put("device", subject.device())
                .put("decode", lower(subject.decoding()));
        ObjectNode gold = json.putObject("gold")
                .put("file", subject.gold().toString())
                .put("format", lower(subject.format()).replace('_', '-'))
                .put("sentences", evaluation.sentences())
                .put("propositions", evaluation.propositions())
                .put("unlabelled", evaluation.unlabelled())
                .put("renamed", evaluation.renames());
        ObjectNode unknown = gold.putObject("unknownRoles");
        evaluation.unknownRoles().forEach(unknown::put);
        ObjectNode scores = json.putObject("scores");
        evaluation.scores().forEach((source, score) -> scores.set(lower(source), score(source, score, confusion)));
        return json.toString();
    }

    private static ObjectNode score(Predicates source, Score score, boolean confusion) {
        ObjectNode json = JSON.createObjectNode();
        json.set("overall", count(score.overall()));
        json.put("perfect", score.perfect()).put("perfectPercent", rounded(score.perfectPercent()));
        if (source == Predicates.FOUND) {
            json.set("predicates", count(score.predicates()));
        }
        ObjectNode roles = json.putObject("roles");
        score.roles().forEach((role, count) -> roles.set(role, count(count)));
        json.set("verb", count(score.verb()));
        if (confusion) {
            ObjectNode pairs = json.putObject("confusion");
            score.confusion().forEach((role, taken) -> taken.forEach(pairs.putObject(role)::put));
        }
        return json;
    }

    private static ObjectNode count(Count count) {
        return JSON.createObjectNode()
                .put("correct", count.correct())
                .put("excess", count.excess())
                .put("missed", count.missed())
                .put("precision", rounded(count.precision()))
                .put("recall", rounded(count.recall()))
                .put("f1", rounded(count.f1()));
    }

    private static double rounded(double percent) {
        return Math.round(100 * percent) / 100.0;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
