package dev.srlstream.console;

import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.EngineFailure;
import dev.srlstream.event.ModelDiagnostic;
import dev.srlstream.event.WarmUpReport;
import java.util.ArrayList;
import java.util.List;

/** A diagnostic: when, who, what. */
public final class DiagnosticText {
    private final Style style;

    public DiagnosticText(Style style) {
        this.style = style;
    }

    public List<String> lines(ModelDiagnostic diagnostic) {
        List<String> lines = new ArrayList<>();
        lines.add(style.dim("%s  %s on %s"
                .formatted(
                        diagnostic.getOccurredAt(),
                        TerminalText.of(diagnostic.getApplication()),
                        TerminalText.of(diagnostic.getInstance()))));
        lines.addAll(body(diagnostic.getBody()));
        return lines;
    }

    /** What happened, without when and where. */
    public List<String> body(Object body) {
        if (body instanceof CheckpointAudit audit) {
            return new AuditText(style).lines(audit);
        }
        if (body instanceof WarmUpReport report) {
            return new WarmUpText(style).lines(report);
        }
        if (body instanceof EngineFailure failure) {
            return List.of(style.bad("Engine failed") + ": " + TerminalText.of(failure.getMessage()));
        }
        return List.of("A diagnostic of a kind that this version does not know");
    }
}
