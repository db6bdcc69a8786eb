package dev.srlstream.quickstart.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.metrics.KafkaMeters;
import dev.srlstream.metrics.Metrics;
import dev.srlstream.metrics.SrlMeter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Rules and dashboard ask for nothing that does not exist. */
class MetricNamesTest {
    /** Prometheus' own, and kube-state-metrics'. */
    private static final Set<String> OF_OTHERS = Set.of(
            "up",
            "kube_pod_container_status_restarts_total",
            "kube_pod_container_status_last_terminated_reason",
            "kube_pod_container_status_last_terminated_exitcode",
            "kube_pod_container_status_ready");

    @Test
    void allAreMetersOfTheService() throws IOException {
        // Given
        AlertRules rules = AlertRules.read();
        List<Expression> expressions = new ArrayList<>(rules.expressions());
        expressions.addAll(Dashboard.read().expressions("srl-stream"));
        Set<String> known = new TreeSet<>(OF_OTHERS);
        known.addAll(ofTheService());
        known.addAll(KafkaMeters.shown().keySet());
        known.addAll(ofTheVirtualMachine());
        rules.records().forEach(figure -> known.add(figure.place()));

        // When
        Set<String> asked = new TreeSet<>();
        expressions.forEach(expression -> asked.addAll(expression.metrics()));

        // Then
        assertThat(known).containsAll(asked);
        assertThat(asked).hasSizeGreaterThan(40);
    }

    @Test
    void theRunbookNamesMetersOfTheServiceOnly() throws IOException {
        Set<String> known = ofTheService();
        for (SrlMeter meter : SrlMeter.values()) {
            known.add(meter.prometheusName());
        }
        known.addAll(KafkaMeters.shown().keySet());

        assertThat(Runbook.read().metrics()).hasSizeGreaterThan(10).isSubsetOf(known);
    }

    private static Set<String> ofTheService() {
        Set<String> names = new TreeSet<>();
        for (SrlMeter meter : SrlMeter.values()) {
            String name = meter.prometheusName();
            switch (meter.kind()) {
                case COUNTER, GAUGE -> names.add(name);
                case TIMER, SUMMARY -> names.addAll(List.of(name + "_bucket", name + "_sum", name + "_count"));
            }
        }
        return names;
    }

    private static Set<String> ofTheVirtualMachine() throws IOException {
        ByteArrayOutputStream scrape = new ByteArrayOutputStream();
        try (Metrics metrics = new Metrics("any")) {
            metrics.scrape(scrape);
        }
        Set<String> names = new TreeSet<>();
        // There is none before the first collection.
        names.add("jvm_gc_pause_seconds_sum");
        scrape.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> names.add(line.replaceFirst("[{ ].*", "")));
        return names;
    }
}
