package dev.srlstream.benchmarks.parts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.cli.Invocation;
import dev.srlstream.cli.options.CommandFailure;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code srl bench parts}: what each step of a sentence costs, the model aside. */
@Command(
        name = "parts",
        mixinStandardHelpOptions = true,
        description = {
            "Measure the steps of a sentence outside the model, each on one thread of a Java process of its own (JMH).",
            "The sentences are the demo's, three in one; the vocabulary is the bundled checkpoint's; 130 labels.",
            "CPU seconds count, not the clock's, the garbage collector's included: a busy machine changes them little."
        })
public final class PartsBench implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "PATTERN",
            description = "Only parts whose names hold one of these, in any case: frame, serde.")
    private List<String> patterns = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long each part is measured, after twice as long a warm-up (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--json", description = "Print one JSON object for each part.")
    private boolean json;

    private final Invocation invocation;

    public PartsBench(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws RunnerException {
        List<Part> all = Part.all();
        List<Part> parts = all.stream().filter(this::isWanted).toList();
        if (parts.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "No part has such a name; there are "
                            + String.join(", ", all.stream().map(Part::name).toList()) + ".");
        }
        if (!json) {
            print(String.format(
                    Locale.ROOT,
                    "%-24s %15s %-9s %7s %11s %11s",
                    "part",
                    "per CPU second",
                    "",
                    "±",
                    "each",
                    "allocated"));
        }
        for (Part part : parts) {
            Part.Score score = part.measure(Math.max(1, seconds));
            print(json ? json(part, score).toString() : row(part, score));
        }
        return ExitCode.OK;
    }

    private boolean isWanted(Part part) {
        String name = part.name().toLowerCase(Locale.ROOT);
        return patterns.isEmpty()
                || patterns.stream().anyMatch(pattern -> name.contains(pattern.toLowerCase(Locale.ROOT)));
    }

    /** At once, as the next part takes its time. */
    private void print(String line) {
        invocation.out().line(line);
        invocation.out().flush();
    }

    private static String row(Part part, Part.Score score) {
        return String.format(
                Locale.ROOT,
                "%-24s %,15.0f %-9s %6.1f%% %8.2f µs %,9.0f B",
                part.name(),
                score.perCpuSecond(),
                part.unit(),
                100 * score.error() / score.cpu(),
                score.cpu() / 1000,
                score.allocated());
    }

    private static ObjectNode json(Part part, Part.Score score) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("part", part.name())
                .put("unit", part.unit())
                .put("per_cpu_second", score.perCpuSecond())
                .put("cpu_nanoseconds_each", score.cpu())
                .put("cpu_nanoseconds_error", score.error())
                .put("per_second", score.perSecond())
                .put("allocated_bytes_each", score.allocated());
    }
}
