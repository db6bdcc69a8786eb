package dev.srlstream.benchmarks.pipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.benchmarks.pipeline.BacklogFigures.Idleness;
import dev.srlstream.benchmarks.pipeline.BacklogFigures.Memory;
import dev.srlstream.benchmarks.pipeline.BacklogFigures.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The figures for a person and for a program.
 *
 * @param heapMegabytes the service's {@code -Xmx}
 * @param commitInterval milliseconds
 */
record BacklogReport(int sentences, int partitions, int heapMegabytes, long commitInterval, BacklogFigures figures) {
    private static final double MEBIBYTE = 1 << 20;

    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(text(
                "backlog of %,d sentences in %d partitions, heap of %d MiB, commit interval %d ms: %,.0f sentences/s",
                sentences, partitions, heapMegabytes, commitInterval, figures.sentencesPerSecond()));
        lines.add(text("  %12s %14s %14s %10s", "labelled", "heap MiB", "resident MiB", "pending"));
        for (Memory memory : figures.memory()) {
            lines.add(text(
                    "  %,12d %14.0f %14.0f %,10d",
                    memory.sentences(), memory.heap() / MEBIBYTE, memory.resident() / MEBIBYTE, memory.pending()));
        }
        lines.add(changelog("when all are labelled", figures.changelog()));
        lines.add(changelog("compacted", figures.compacted()));
        for (Start start : figures.starts()) {
            lines.add(text(
                    "  start after %s: %.1f s to a warm model, %.1f s to running (%,d changelog records), %.1f s to the first frames",
                    start.after(),
                    start.joining(),
                    start.running(),
                    start.changelog().records(),
                    start.firstFrame()));
        }
        figures.idleness()
                .ifPresent(idle -> lines.add(text(
                        "  idle for %d s: service %.2f %% of a core, broker %.2f %%, %d records written, %d collections",
                        idle.seconds(),
                        idle.service() * 100,
                        idle.broker() * 100,
                        idle.written(),
                        idle.collections())));
        return lines;
    }

    private static String changelog(String when, ChangelogSize size) {
        return text(
                "  changelog, %s: %.1f MiB, %,d records; largest partition %.1f MiB, %,d records",
                when, size.bytes() / MEBIBYTE, size.records(), size.largestBytes() / MEBIBYTE, size.largestRecords());
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("sentences", sentences);
        json.put("partitions", partitions);
        json.put("heap_mebibytes", heapMegabytes);
        json.put("commit_interval_ms", commitInterval);
        json.put("sentences_per_second", figures.sentencesPerSecond());
        ArrayNode samples = json.putArray("memory");
        for (Memory memory : figures.memory()) {
            samples.addObject()
                    .put("sentences", memory.sentences())
                    .put("heap_bytes", memory.heap())
                    .put("resident_bytes", memory.resident())
                    .put("pending", memory.pending());
        }
        put(json.putObject("changelog"), figures.changelog());
        put(json.putObject("changelog_compacted"), figures.compacted());
        ArrayNode starts = json.putArray("starts");
        for (Start start : figures.starts()) {
            ObjectNode object = starts.addObject()
                    .put("after", start.after())
                    .put("joining_s", start.joining())
                    .put("running_s", start.running())
                    .put("first_frame_s", start.firstFrame());
            put(object.putObject("changelog"), start.changelog());
        }
        figures.idleness().ifPresent(idle -> put(json.putObject("idle"), idle));
        return json;
    }

    private static void put(ObjectNode json, ChangelogSize size) {
        json.put("bytes", size.bytes())
                .put("largest_partition_bytes", size.largestBytes())
                .put("records", size.records())
                .put("largest_partition_records", size.largestRecords());
    }

    private static void put(ObjectNode json, Idleness idle) {
        json.put("seconds", idle.seconds())
                .put("service_cores", idle.service())
                .put("broker_cores", idle.broker())
                .put("records_written", idle.written())
                .put("collections", idle.collections());
    }
}
