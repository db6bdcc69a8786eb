package dev.srlstream.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.KeyCounts;
import dev.srlstream.event.Outcome;
import dev.srlstream.reconcile.CompleteStateDict.Added;
import dev.srlstream.reconcile.CompleteStateDict.Sort;
import dev.srlstream.repair.RepairOutcome.Written;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A repair in a few lines: what came out, what was repaired and added, that it was verified, how to use it. */
public final class RepairText {
    private static final int NAMED_KEYS = 3;
    /** What a shell takes as it is. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}./_+:@-]+");

    private final Style style;

    public RepairText(Style style) {
        this.style = style;
    }

    /**
     * @param out the new archive
     * @param positionIds whether it has the buffer
     * @param torchZip whether AllenNLP reads it
     */
    public List<String> lines(Written written, Path out, boolean positionIds, boolean torchZip) {
        CheckpointAudit audit = written.audit();
        boolean degraded = audit.getOutcome() == Outcome.DEGRADED;
        List<String> lines = new ArrayList<>();
        lines.add(style.bold("Archive " + TerminalText.of(String.valueOf(out))) + ": "
                + (degraded ? style.notable("DEGRADED") : style.good("CLEAN")) + ", "
                + NumberText.bytes(written.archive().getBytes()) + ", SHA-256 "
                + written.archive().getSha256());
        add(lines, "learned", learned(audit));
        addAdded(lines, "made up", written.added(), Sort.LOST, "learned weights that are lost: expect worse tags");
        addAdded(lines, "added", written.added(), Sort.DERIVED, "derived");
        addAdded(
                lines,
                "added",
                written.added(),
                Sort.UNUSED,
                "as before training; PyTorch demands it, and no prediction depends on it");
        if (!written.leftOut().isEmpty()) {
            add(lines, "left out", named(written.leftOut()));
        }
        add(
                lines,
                "verified",
                "re-read: %s, bit-identical; audited as load_state_dict(strict=True) of transformers %s"
                        .formatted(
                                NumberText.of(written.tensors(), "tensor"),
                                positionIds ? "3.1.0 to 4.30.2" : "up to 3.0.2 and from 4.31.0 on"));
        if (written.configured()) {
            add(
                    lines,
                    "config.json",
                    "was composed; AllenNLP looks for vocab.txt in the folder that its bert_model_name says");
        }
        add(lines, "use", use(out, torchZip));
        return lines;
    }

    /** All of it, in one line. */
    public static List<String> json(Written written, Path out) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("archive", out.toString())
                .put("bytes", written.archive().getBytes())
                .put("sha256", written.archive().getSha256())
                .put("tensors", written.tensors())
                .put("outcome", written.audit().getOutcome().name())
                .put("summary", written.audit().getSummary())
                .put("sourceSha256", written.audit().getSource().getSha256())
                .put("reconciledSha256", written.audit().getReconciledSha256());
        ArrayNode added = json.putArray("added");
        for (Added tensor : written.added()) {
            added.addObject()
                    .put("key", tensor.key())
                    .put("type", tensor.type().toString())
                    .put("elements", tensor.elements())
                    .put("sort", tensor.sort().name().toLowerCase(Locale.ROOT));
        }
        ArrayNode leftOut = json.putArray("leftOut");
        written.leftOut().forEach(leftOut::add);
        return List.of(json.toString());
    }

    private static String learned(CheckpointAudit audit) {
        KeyCounts keys = audit.getKeys();
        return "%s, bit by bit as in %s, which was %s%s"
                .formatted(
                        NumberText.of(keys.getMatched(), "tensor"),
                        TerminalText.of(audit.getSource().getName()),
                        audit.getOutcome(),
                        keys.getRenamed() == 0
                                ? ""
                                : "; " + NumberText.of(keys.getRenamed(), "key") + " renamed to AllenNLP's");
    }

    private void addAdded(List<String> lines, String label, List<Added> all, Sort sort, String why) {
        List<String> keys = all.stream()
                .filter(added -> added.sort() == sort)
                .map(Added::key)
                .toList();
        if (!keys.isEmpty()) {
            add(lines, label, named(keys) + " (" + why + ")");
        }
    }

    private static String named(List<String> keys) {
        String named = TerminalText.of(String.join(", ", keys.subList(0, Math.min(NAMED_KEYS, keys.size()))));
        return keys.size() <= NAMED_KEYS
                ? named
                : named + " and " + NumberText.of(keys.size() - NAMED_KEYS, "more key");
    }

    private static String use(Path out, boolean torchZip) {
        String archive = TerminalText.of(String.valueOf(out));
        String argument = PLAIN.matcher(archive).matches() ? archive : "'" + archive.replace("'", "'\\''") + "'";
        return "srl label --model " + argument + ", which needs no --vocab"
                + (torchZip
                        ? "; load_archive(\"" + archive + "\") in AllenNLP"
                        : "; AllenNLP reads no safetensors (--format torch-zip is for it)");
    }

    private void add(List<String> lines, String label, String text) {
        lines.add("  " + style.dim(String.format(Locale.ROOT, "%-12s", label)) + text);
    }
}
