package dev.srlstream.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.srlstream.benchmarks.Bench;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthBenchTest {
    @Test
    void everyCombinationIsARow() {
        // When
        Bench bench = growth("--partitions", "1,4", "--instances", "1,2", "--brokers", "1");

        // Then
        assertThat(bench.exitCode()).as(bench.err()).isZero();
        assertThat(bench.out()
                        .lines()
                        .skip(1)
                        .map(row -> row.strip().split(" +"))
                        .map(row -> row[0] + " " + row[2]))
                .containsExactly("1 1", "1 4", "2 1", "2 4");
    }

    @Test
    void aShareOfWhatTheDevicesComputeIsARate() throws Exception {
        // When: the device computes 1,000 sentences of 10 wordpieces a second
        Bench bench = growth("--rate", "70%", "--instances", "2", "--partitions", "8", "--json");

        // Then
        JsonNode figures = JsonMapper.builder().build().readTree(bench.out());
        assertThat(figures.path("rate").asDouble()).isCloseTo(1_400, withinPercentage(0.01));
        assertThat(figures.path("sentences_per_second").asDouble()).isCloseTo(1_400, withinPercentage(5));
        assertThat(figures.path("latency_ms").path("p50").asDouble()).isPositive();
        assertThat(figures.path("limit").asText()).isEqualTo("arrivals");
    }

    @Test
    void aCostCanBeGivenAnew() throws Exception {
        // When: 10 ms of the only thread for each sentence
        Bench bench = growth("--cost", "read=10000", "--threads", "1", "--partitions", "1", "--json");

        // Then
        JsonNode figures = JsonMapper.builder().build().readTree(bench.out());
        assertThat(figures.path("sentences_per_second").asDouble()).isBetween(85.0, 100.0);
        assertThat(figures.path("limit").asText()).isEqualTo("stream threads");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --partitions=0       | --partitions 0 is out of range: give 1 to 10,000.
                    --instances=1,x      | --instances
                    --brokers=-1         | --brokers -1 is out of range: give 1 to 1,000.
                    --commit-interval=0  | --commit-interval 0 is out of range: give 1 to 60,000.
                    --rate=fast          | --rate fast is no rate: give sentences per second, or a share of what the devices can compute, such as 70%.
                    --rate=-1            | --rate -1 is no rate
                    --device=quick       | --device 'quick' is no speed: give a time
                    --wordpieces=1       | --wordpieces 1.0 is out of range: give 3 to 512.
                    --cost=writ=1        | --cost writ is unknown; there are read (45 µs of a stream thread to read
                    --cost=write=-1      | --cost write=-1.0 is out of range: give microseconds or bytes
                    """)
    void aWrongOptionIsToldInOneLineWithTheCure(String option, String told) {
        // When
        Bench bench = growth(option);

        // Then
        assertThat(bench.exitCode()).isEqualTo(2);
        assertThat(bench.err()).contains(told);
        assertThat(bench.out()).isEmpty();
    }

    @Test
    void tooManyCombinationsAreRefused() {
        // When
        String list = "1,2,3,4,5,6,7,8,9,10,11";
        Bench bench = growth("--partitions", list, "--instances", list, "--brokers", list);

        // Then
        assertThat(bench.exitCode()).isEqualTo(2);
        assertThat(bench.err()).contains("The lists have 1331 combinations; shorten them to 1000 at most.");
    }

    /** Sentences of 10 wordpieces, of which the device computes 1,000 a second, unless the options say otherwise. */
    private static Bench growth(String... options) {
        List<String> all = new ArrayList<>(List.of("growth", "--pass=0", "--spread=0"));
        all.addAll(List.of(options));
        for (String usual : List.of("--device=1ms/10", "--wordpieces=10")) {
            String name = usual.substring(0, usual.indexOf('='));
            if (all.stream().noneMatch(option -> option.startsWith(name))) {
                all.add(usual);
            }
        }
        return Bench.run(all.toArray(String[]::new));
    }
}
