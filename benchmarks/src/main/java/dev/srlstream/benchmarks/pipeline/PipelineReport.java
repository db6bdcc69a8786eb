package dev.srlstream.benchmarks.pipeline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The figures for a person and for a program.
 *
 * @param model the checkpoint's name, or what was simulated
 * @param commitInterval milliseconds
 * @param rate sentences per second of the latencies
 */
record PipelineReport(
        String model, int sentences, int rounds, long commitInterval, double rate, PipelineFigures figures) {
    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add("%s, backlog of %,d sentences, commit interval %d ms, median of %d rounds"
                .formatted(model, sentences, commitInterval, rounds));
        lines.add(row("", "sentences/s", "CPU ms each", "kB each"));
        for (Subject subject : Subject.values()) {
            lines.add(row(
                    subject.description(),
                    number("%.1f", figures.sentencesPerSecond(subject)),
                    number("%.3f", figures.cpuMilliseconds(subject)),
                    number("%.1f", figures.allocatedKilobytes(subject))));
        }
        lines.add(share("topology over engine alone", Subject.TOPOLOGY, Subject.MODEL_ONLY));
        lines.add(share("topology over plain loop", Subject.TOPOLOGY, Subject.PLAIN_LOOP));
        lines.add(share("with meters over without", Subject.METERED, Subject.TOPOLOGY));
        for (Subject subject : Subject.values()) {
            figures.latency(subject).ifPresent(latency -> lines.add(latency(subject, latency)));
        }
        return lines;
    }

    private String share(String what, Subject subject, Subject of) {
        List<String> rounds = figures.shares(subject, of).stream()
                .map(share -> number("%.3f", share))
                .toList();
        return "  %-28s %12s  (%s)"
                .formatted(what, number("%.3f", figures.share(subject, of)), String.join(", ", rounds));
    }

    private String latency(Subject subject, Latency latency) {
        return String.format(
                Locale.ROOT,
                "  latency of the %-14s at %.0f/s, committed: p50 %.0f, p95 %.0f, p99 %.0f, max %.0f ms",
                subject.description(),
                rate,
                latency.p50(),
                latency.p95(),
                latency.p99(),
                latency.max());
    }

    private static String row(String what, String perSecond, String cpu, String allocated) {
        return "  %-28s %12s %12s %12s".formatted(what, perSecond, cpu, allocated);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("model", model);
        json.put("sentences", sentences);
        json.put("rounds", rounds);
        json.put("commit_interval_ms", commitInterval);
        for (Subject subject : Subject.values()) {
            ObjectNode entry = json.putObject(subject.name().toLowerCase(Locale.ROOT));
            entry.put("sentences_per_second", figures.sentencesPerSecond(subject));
            entry.put("cpu_ms_per_sentence", figures.cpuMilliseconds(subject));
            entry.put("allocated_kb_per_sentence", figures.allocatedKilobytes(subject));
            figures.latency(subject).ifPresent(latency -> put(entry.putObject("latency_ms"), latency));
        }
        json.put("topology_over_model_only", figures.share(Subject.TOPOLOGY, Subject.MODEL_ONLY));
        json.put("topology_over_plain_loop", figures.share(Subject.TOPOLOGY, Subject.PLAIN_LOOP));
        json.put("metered_over_topology", figures.share(Subject.METERED, Subject.TOPOLOGY));
        return json;
    }

    private void put(ObjectNode json, Latency latency) {
        json.put("rate", rate);
        json.put("p50", latency.p50());
        json.put("p95", latency.p95());
        json.put("p99", latency.p99());
        json.put("max", latency.max());
    }
}
