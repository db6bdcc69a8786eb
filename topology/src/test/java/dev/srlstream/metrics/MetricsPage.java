package dev.srlstream.metrics;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes docs/metrics.md from the catalogue of meters. */
final class MetricsPage {
    private static final String HEAD = """
            # Metrics

            <!-- Generated from the code; docs/development.md says how. -->

            `GET /metrics` on the HTTP port (`http.port`) answers in Prometheus' text format. Every series has the label `application`, the service's `application.id`.
            Counters start at 0 with every label value, so that `rate()` sees the first event. An outcome counts when its transaction is committed: what is aborted and done again counts
            once. No label ever holds text of a sentence. A histogram has `_bucket`, `_sum` and `_count`, and its largest recent value as `_max`.

            The backlog of the service is what brokers hold and what it holds: `sum(kafka_consumer_fetch_manager_records_lag >= 0) + sum(srl_pending_sentences)`.
            The share of the device that is used: `sum(rate(srl_engine_busy_seconds_total[5m])) / sum(srl_engine_workers)`.

            ## The service's own

            | metric | kind | labels | meaning |
            |---|---|---|---|
            """;

    private static final String KAFKA = """

            ## Kafka's

            Of Kafka Streams and its clients these are shown. Their counters are gauges in the eyes of Prometheus, and an idle gauge is NaN, which makes a sum NaN: write `(… >= 0)`.

            | metric | meaning |
            |---|---|
            """;

    private static final String JVM = """

            ## The Java virtual machine's

            Micrometer's: `jvm_memory_*`, `jvm_buffer_*`, `jvm_gc_*`, `jvm_threads_*`, `process_cpu_usage`, `process_cpu_time_ns_total`, `system_cpu_*`, `system_load_average_1m`,
            `process_uptime_seconds`, `process_start_time_seconds`, `process_files_*`.
            """;

    private MetricsPage() {}

    static String of() {
        StringBuilder page = new StringBuilder(HEAD);
        for (SrlMeter meter : SrlMeter.values()) {
            page.append("| `%s` | %s | %s | %s |\n"
                    .formatted(meter.prometheusName(), kind(meter), labels(meter), meaning(meter)));
        }
        page.append(KAFKA);
        KafkaMeters.shown().forEach((name, help) -> page.append("| `%s` | %s |\n".formatted(name, help)));
        return page.append(JVM).toString();
    }

    private static String kind(SrlMeter meter) {
        return switch (meter.kind()) {
            case COUNTER, GAUGE -> meter.kind().name().toLowerCase(Locale.ROOT);
            case TIMER, SUMMARY -> "histogram";
        };
    }

    private static String labels(SrlMeter meter) {
        return meter.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
    }

    private static String meaning(SrlMeter meter) {
        List<String> sentences = new ArrayList<>(List.of(meter.help()));
        if (!meter.buckets().isEmpty()) {
            sentences.add("Buckets: "
                    + meter.buckets().stream().map(MetricsPage::number).collect(Collectors.joining(" ")) + ".");
        }
        return String.join(" ", sentences);
    }

    private static String number(double bound) {
        return new BigDecimal(Double.toString(bound)).stripTrailingZeros().toPlainString();
    }
}
