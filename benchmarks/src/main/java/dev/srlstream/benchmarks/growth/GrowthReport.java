package dev.srlstream.benchmarks.growth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The figures of one simulation, for a person and for a program. */
record GrowthReport(Figures figures) {
    private static final String ROW = "%9s %7s %10s %7s %6s %9s %11s %6s %8s %8s %6s %7s %8s  %s";

    static String head() {
        return ROW.formatted(
                "instances",
                "threads",
                "partitions",
                "brokers",
                "commit",
                "rate/s",
                "sentences/s",
                "device",
                "p50",
                "p99",
                "broker",
                "thread",
                "transact.",
                "limit");
    }

    String row() {
        Scenario.Size size = figures.scenario().size();
        double rate = figures.scenario().load().rate();
        Usage usage = figures.usage();
        return ROW.formatted(
                size.instances(),
                size.threads(),
                size.partitions(),
                size.brokers(),
                size.commitInterval() / 1_000_000,
                rate == 0 ? "backlog" : number("%,.0f", rate),
                number("%,.0f", figures.sentencesPerSecond()),
                percent(figures.deviceShare()),
                milliseconds(figures.p50()),
                milliseconds(figures.p99()),
                percent(usage.broker()),
                percent(usage.work() + usage.commit()),
                number("%,.0f/s", figures.transactionsPerSecond()),
                figures.limit().description());
    }

    ObjectNode json() {
        Scenario scenario = figures.scenario();
        Usage usage = figures.usage();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("instances", scenario.size().instances());
        json.put("threads", scenario.size().threads());
        json.put("partitions", scenario.size().partitions());
        json.put("brokers", scenario.size().brokers());
        json.put("commit_interval_ms", scenario.size().commitInterval() / 1_000_000);
        json.put("rate", scenario.load().rate());
        json.put("sentences_per_second", figures.sentencesPerSecond());
        json.put("device_share", figures.deviceShare());
        if (!Double.isNaN(figures.p50())) {
            ObjectNode latency = json.putObject("latency_ms");
            latency.put("p50", figures.p50());
            latency.put("p99", figures.p99());
        }
        json.put("transactions_per_second", figures.transactionsPerSecond());
        json.put("wordpieces_per_batch", figures.wordpiecesPerBatch());
        json.put("cpu_ms_per_sentence", figures.processorMilliseconds());
        ObjectNode used = json.putObject("used");
        used.put("device", usage.device());
        used.put("busiest_broker", usage.broker());
        used.put("processor", usage.processor());
        used.put("stream_threads_working", usage.work());
        used.put("stream_threads_committing", usage.commit());
        json.put("limit", figures.limit().description());
        return json;
    }

    private static String percent(double share) {
        return number("%.0f %%", 100 * share);
    }

    private static String milliseconds(double value) {
        return Double.isNaN(value) ? "" : number("%,.0f ms", value);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
