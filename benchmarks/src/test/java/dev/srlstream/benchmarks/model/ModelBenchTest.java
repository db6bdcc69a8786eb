package dev.srlstream.benchmarks.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.srlstream.benchmarks.Bench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelBenchTest {
    @TempDir
    private Path folder = Path.of("");

    private List<String> small = List.of();

    @BeforeEach
    void writeASmallModel() throws Exception {
        Path config = Files.writeString(folder.resolve("small.json"), """
                {"num_hidden_layers": 1, "hidden_size": 16, "num_attention_heads": 2, "intermediate_size": 24,
                 "vocab_size": 50, "max_position_embeddings": 32}
                """);
        Path lengths = Files.writeString(folder.resolve("lengths.txt"), "10\n20\n30\n");
        small = List.of(
                "--random",
                config.toString(),
                "--lengths",
                lengths.toString(),
                "--device",
                "cpu",
                "--passes",
                "2",
                "--seconds",
                "0.02",
                "--batch-tokens",
                "64");
    }

    @ParameterizedTest
    @CsvSource({
        "--batch-tokens, 0, --batch-tokens",
        "--workers, -1, --workers",
        "--passes, 0, --passes",
        "--seconds, 0, --seconds",
        "--precision, int4, 'Precision \"int4\" is unknown'",
        "--random, nope, nope is neither bert-base nor bert-large nor a file",
    })
    void refusesWhatCannotBeMeasuredBeforeItMakesUpAModel(String option, String value, String refusal) {
        // When
        Bench bench = Bench.run("model", option, value);

        // Then
        assertThat(bench.exitCode()).isNotZero();
        assertThat(bench.err()).contains(refusal).doesNotContain("Making up");
    }

    @Test
    void comparesPrecisionsWithThePeakAndWithPadding() throws Exception {
        // When
        JsonNode figures = json("--precision", "fp32,fp16", "--workers", "2");

        // Then: fp16 is for GPUs, so it is fp32 again
        assertThat(figures.path("precisions").fieldNames()).toIterable().containsExactly("fp32");
        JsonNode fp32 = figures.path("precisions").path("fp32");
        double wordpieces = fp32.path("wordpieces_per_second").asDouble();
        assertThat(fp32.path("sentences_per_second").asDouble() * 20).isCloseTo(wordpieces, within(1e-9 * wordpieces));
        assertThat(fp32.path("share_of_gemm_peak").asDouble()).isPositive().isLessThan(1);
        assertThat(fp32.path("over_first_precision").asDouble()).isEqualTo(1);
        assertThat(fp32.path("cpu_milliseconds_per_sentence"))
                .hasSize(4)
                .allSatisfy(stage -> assertThat(stage.asDouble()).isPositive());
        assertThat(figures.path("padded_batch_padding").asDouble()).isCloseTo(1 - 20.0 / 30, within(1e-9));
        assertThat(figures.path("over_padded_batch").asDouble()).isPositive();
    }

    @Test
    @Tag("long")
    void takesTurnsWithAPeer() throws Exception {
        // Given: 200 wordpieces, of which 20 are a sentence, in half a second of CPU
        String peer = "read -r task; echo 1000; while read -r seconds; do echo '200 0.5 1.0'; done";
        Path script = Files.writeString(folder.resolve("peer.sh"), peer);

        // When
        JsonNode figures = json("--peer", "sh " + script);

        // Then
        assertThat(figures.path("peer_sentences_per_cpu_second").asDouble()).isEqualTo(20);
        assertThat(figures.path("precisions").path("fp32").path("over_peer").asDouble())
                .isPositive();
    }

    @Test
    @Tag("long")
    void givesNoRatioToAPeerWhoseLibraryDoesNotKnowTheProcessor() throws Exception {
        // Given
        String peer = "read -r task; echo 0.001; while read -r seconds; do echo '200 0.5 1.0'; done";
        Path script = Files.writeString(folder.resolve("peer.sh"), peer);

        // When
        JsonNode figures = json("--peer", "sh " + script);

        // Then
        assertThat(figures.path("peer_gemm_gflop_per_cpu_second").asDouble()).isEqualTo(0.001);
        assertThat(figures.path("peer_share_of_gemm_peak").asDouble()).isLessThan(0.1);
        assertThat(figures.path("precisions").path("fp32").has("over_peer")).isFalse();
    }

    @Test
    @Tag("long")
    void saysWhichPeerDoesNotWork() {
        // When
        Bench bench = bench("--peer", "exit 3");

        // Then
        assertThat(bench.exitCode()).isEqualTo(1);
        assertThat(bench.err()).contains("The peer \"exit 3\" does not work: it ");
    }

    @Test
    @Tag("long")
    void runsThePeerOfThisProject() throws Exception {
        // Given
        assumeTrue(
                new ProcessBuilder("/bin/sh", "-c", "/usr/bin/python3 -c 'import torch'")
                                .start()
                                .waitFor()
                        == 0,
                "no Python with torch here (python3-torch): the peer was not run");

        // When
        JsonNode figures = json("--predicates", "2", "--peer", "/usr/bin/python3 peers/eager_srl.py");

        // Then
        assertThat(figures.path("peer_sentences_per_cpu_second").asDouble()).isPositive();
    }

    @Test
    void printsATable() {
        // When
        Bench bench = bench();

        // Then
        assertThat(bench.exitCode()).as(bench.err()).isZero();
        assertThat(bench.out())
                .contains("made-up on cpu, threads 1, workers "
                        + Runtime.getRuntime().availableProcessors() + "; batches of 64 wordpieces")
                .contains("sentences/s wordpieces/s")
                .contains("3 sentences of 10 to 30 wordpieces, mean 20.0")
                .contains("33 % padding");
    }

    @Test
    void refusesLengthsBeyondThePositions() throws Exception {
        // Given
        Files.writeString(folder.resolve("lengths.txt"), "10\n33\n");

        // When
        Bench bench = bench();

        // Then
        assertThat(bench.exitCode()).isEqualTo(2);
        assertThat(bench.err()).contains("A length is above the model's 32 positions");
    }

    private JsonNode json(String... more) throws Exception {
        Bench bench = bench(Stream.concat(Stream.of(more), Stream.of("--json")).toArray(String[]::new));
        assertThat(bench.exitCode()).as(bench.err()).isZero();
        return JsonMapper.builder().build().readTree(bench.out());
    }

    private Bench bench(String... more) {
        return Bench.run(Stream.of(Stream.of("model"), small.stream(), Stream.of(more))
                .flatMap(arguments -> arguments)
                .toArray(String[]::new));
    }
}
