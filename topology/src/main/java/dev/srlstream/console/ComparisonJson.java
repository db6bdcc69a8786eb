package dev.srlstream.console;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.compare.Aspect;
import dev.srlstream.compare.Comparison;
import dev.srlstream.compare.TensorComparison;
import dev.srlstream.compare.TensorComparison.Different;
import dev.srlstream.compare.TensorComparison.Identical;
import dev.srlstream.compare.TensorComparison.InAgainstOnly;
import dev.srlstream.compare.TensorComparison.InModelOnly;
import dev.srlstream.compare.TensorComparison.Reshaped;
import dev.srlstream.compare.Verdict;
import dev.srlstream.event.CheckpointAudit;
import java.util.List;
import java.util.Locale;

/** A comparison as one JSON object on one line. The names of its fields and verdicts are a contract. */
public final class ComparisonJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ComparisonJson() {}

    public static String of(Comparison comparison) {
        ObjectNode json = JSON.createObjectNode();
        json.put("verdict", verdict(comparison.verdict()));
        json.put("sentence", comparison.verdict().sentence());
        json.set("model", checkpoint(comparison.model()));
        json.set("against", checkpoint(comparison.against()));
        comparison.borrowed().forEach(json.putArray("borrowed")::add);
        addAspects(json.putArray("decisive"), comparison.decisive());
        addAspects(json.putArray("immaterial"), comparison.immaterial());
        ArrayNode tensors = json.putArray("tensors");
        comparison.tensors().forEach(tensor -> add(tensors.addObject().put("key", tensor.key()), tensor));
        return json.toString();
    }

    /** Of two checkpoints that cannot be compared, because one of them is rejected. */
    public static String rejected(CheckpointAudit model, CheckpointAudit against) {
        ObjectNode json = JSON.createObjectNode();
        json.put("verdict", "rejected");
        json.set("model", checkpoint(model));
        json.set("against", checkpoint(against));
        return json.toString();
    }

    private static String verdict(Verdict verdict) {
        if (verdict instanceof Verdict.CannotChange) {
            return "cannot-change";
        }
        if (verdict instanceof Verdict.SameButForRounding) {
            return "same-but-for-rounding";
        }
        return verdict instanceof Verdict.CouldChange ? "could-change" : "another-model";
    }

    private static ObjectNode checkpoint(CheckpointAudit audit) {
        return JSON.createObjectNode()
                .put("name", audit.getSource().getName())
                .put("sha256", audit.getSource().getSha256())
                .put("outcome", audit.getOutcome().name())
                .put("summary", audit.getSummary())
                .put("reconciledSha256", audit.getReconciledSha256());
    }

    private static void addAspects(ArrayNode array, List<Aspect> aspects) {
        for (Aspect aspect : aspects) {
            array.addObject()
                    .put("what", aspect.what())
                    .put("model", aspect.model())
                    .put("against", aspect.against());
        }
    }

    private static void add(ObjectNode json, TensorComparison tensor) {
        if (tensor instanceof Identical identical) {
            json.put("result", identical.isConverted() ? "equal-after-conversion" : "identical")
                    .put("modelType", identical.model().torchName())
                    .put("againstType", identical.against().torchName());
        } else if (tensor instanceof Different different) {
            json.put("result", "different")
                    .put(
                            "nature",
                            different.nature().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .put("elements", different.elements())
                    .put("differing", different.differing())
                    .put("nonFinite", different.nonFinite())
                    .put("largest", different.largest());
            different.relative().ifPresent(relative -> json.put("relative", relative));
            json.put("first", different.first());
        } else if (tensor instanceof Reshaped reshaped) {
            json.put("result", "reshaped");
            reshaped.model().forEach(json.putArray("modelShape")::add);
            reshaped.against().forEach(json.putArray("againstShape")::add);
        } else if (tensor instanceof InModelOnly) {
            json.put("result", "in-model-only");
        } else if (tensor instanceof InAgainstOnly) {
            json.put("result", "in-against-only");
        }
    }
}
