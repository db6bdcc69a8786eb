package dev.srlstream.quickstart.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** docs/runbook.md. */
record Runbook(String text) {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern METRIC = Pattern.compile("\\b(srl|kafka)_[a-z_]+\\b");

    static Runbook read() throws IOException {
        return new Runbook(Files.readString(Path.of("..", "docs", "runbook.md")));
    }

    /** The headings below that of the alerts. */
    List<String> alerts() {
        return chapter("Alerts")
                .lines()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring("### ".length()))
                .toList();
    }

    /** The text between the heading of an alert and the next. */
    String section(String alert) {
        return text.split("### " + alert + "\n", 2)[1].split("\n##", 2)[0];
    }

    List<Integer> exitCodes() {
        return firstCells("Exit codes").stream().map(Integer::valueOf).toList();
    }

    /** The words that messages are known by; what differs is left out. */
    List<String> words(String chapter) {
        List<String> words = new ArrayList<>();
        for (String cell : firstCells(chapter)) {
            Matcher code = CODE.matcher(cell);
            while (code.find()) {
                for (String part : code.group(1).split("…", -1)) {
                    if (!part.isBlank()) {
                        words.add(part);
                    }
                }
            }
        }
        return words;
    }

    Set<String> metrics() {
        Set<String> metrics = new TreeSet<>();
        Matcher metric = METRIC.matcher(text);
        while (metric.find()) {
            metrics.add(metric.group());
        }
        return metrics;
    }

    /** Of all rows of the tables of a chapter, without their heads. */
    private List<String> firstCells(String chapter) {
        return chapter(chapter)
                .lines()
                .filter(line -> line.startsWith("| ") && !line.matches("\\| (code|message|cause|stage) \\|.*"))
                .map(line -> line.substring(2, line.indexOf(" |", 2)))
                .toList();
    }

    private String chapter(String heading) {
        return text.split("\n## " + heading + "\n", 2)[1].split("\n## ", 2)[0];
    }
}
