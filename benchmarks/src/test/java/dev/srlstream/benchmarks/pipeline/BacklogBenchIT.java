package dev.srlstream.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.srlstream.benchmarks.Bench;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class BacklogBenchIT {
    private static final int SENTENCES = 5_000;
    private static final int PENDING_MAX = 100;

    @Test
    void labelsABacklogThroughAKillAndThenRests() throws Exception {
        // When
        Bench bench = Bench.run(
                "backlog",
                "--sentences",
                Integer.toString(SENTENCES),
                "--compaction",
                "0",
                "--idle",
                "5",
                // Brokers abort what the killed instance left behind.
                "--set",
                "transaction.timeout.ms=7000",
                "--set",
                "pending.max=" + PENDING_MAX,
                "--set",
                "engine.batch.tokens=256",
                "--json");

        // Then
        assertThat(bench.exitCode()).as(bench.err()).isZero();
        JsonNode json = JsonMapper.builder().build().readTree(bench.out());
        JsonNode memory = json.path("memory");
        assertThat(memory.size()).isEqualTo(4);
        assertThat(memory.path(3).path("sentences").asInt()).isEqualTo(SENTENCES + 1);
        memory.forEach(sample -> {
            assertThat(sample.path("pending").asInt()).isLessThanOrEqualTo(BenchKafka.PARTITIONS * PENDING_MAX);
            assertThat(sample.path("heap_bytes").asLong()).isPositive();
        });
        // One when it came and one when it went, at the most, for each sentence.
        assertThat(json.path("changelog").path("records").asInt())
                .isPositive()
                .isLessThanOrEqualTo(2 * (SENTENCES + 1));
        assertThat(json.path("starts").size()).isEqualTo(2);
        assertThat(json.path("idle").path("records_written").asLong()).isZero();
    }

    @Test
    void refusesAHeapThatHoldsNothing() {
        // When
        Bench bench = Bench.run("backlog", "--heap", "1");

        // Then
        assertThat(bench.exitCode()).isEqualTo(2);
        assertThat(bench.err()).contains("64 MiB of heap");
    }
}
