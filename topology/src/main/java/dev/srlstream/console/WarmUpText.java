package dev.srlstream.console;

import static java.util.stream.Collectors.joining;

import dev.srlstream.event.ShapeThroughput;
import dev.srlstream.event.StageTiming;
import dev.srlstream.event.WarmUpReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A warm-up in a few lines: what runs where, how long each stage took, how fast it is. */
public final class WarmUpText {
    private final Style style;

    public WarmUpText(Style style) {
        this.style = style;
    }

    public List<String> lines(WarmUpReport report) {
        List<String> lines = new ArrayList<>();
        Duration total = Duration.ofMillis(report.getStages().stream()
                .mapToLong(StageTiming::getMilliseconds)
                .sum());
        lines.add(style.bold("Model warm")
                + " in %s on %s in %s with %s%s"
                        .formatted(
                                NumberText.elapsed(total),
                                TerminalText.of(report.getDevice()),
                                TerminalText.of(report.getPrecision()),
                                NumberText.of(report.getThreads(), "thread"),
                                report.getCached() ? ", from the cache" : ", now cached for the next start"));
        lines.add("  " + report.getStages().stream().map(WarmUpText::stage).collect(joining(", ")));
        if (!report.getThroughput().isEmpty()) {
            lines.add("  the model alone, a row being a sentence with one predicate: "
                    + report.getThroughput().stream().map(WarmUpText::speed).collect(joining("; ")));
        }
        report.getRemarks().forEach(remark -> lines.add("  " + TerminalText.of(remark)));
        return lines;
    }

    private static String stage(StageTiming timing) {
        return TerminalText.of(timing.getStage()) + " "
                + NumberText.elapsed(Duration.ofMillis(timing.getMilliseconds()));
    }

    private static String speed(ShapeThroughput measured) {
        return String.format(
                Locale.ROOT,
                "%,.0f rows/s at %d × %d wordpieces",
                measured.getSentencesPerSecond(),
                measured.getRows(),
                measured.getWordpieces());
    }
}
