package dev.srlstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.srlstream.golden.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepairCommandTest {
    private static final String LACKING =
            Golden.path("without-position-ids.tar.gz").toString();

    private final Path folder;
    private final String out;

    RepairCommandTest(@TempDir Path folder) {
        this.folder = folder;
        this.out = folder.resolve("repaired.tar.gz").toString();
    }

    @Test
    void saysWhatCameOutWhatWasAddedAndHowToUseIt() throws Exception {
        // When
        Run run = Run.of("repair", "--model", LACKING, "--out", out);
        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.lines()).hasSizeBetween(3, 6);
        assertThat(run.lines().get(0)).startsWith("Archive " + out + ": CLEAN, ");
        assertThat(run.out())
                .contains("39 tensors, bit by bit as in without-position-ids.tar.gz, which was REPAIRED")
                .contains("added       bert_model.embeddings.position_ids (derived)")
                .contains("re-read: 42 tensors, bit-identical")
                .contains("transformers 3.1.0 to 4.30.2")
                .contains("srl label --model " + out);
        assertThat(Run.of("audit", "--model", out, "--policy", "strict").lines().get(0))
                .endsWith("CLEAN");
    }

    @Test
    void writesACommandThatCanBeCopiedWhateverTheNameIs() {
        // Given
        Path strange = folder.resolve("o'neill repaired.tar.gz");
        // When
        Run run = Run.of("repair", "--model", LACKING, "--out", strange.toString());
        // Then
        assertThat(run.out()).contains("srl label --model '" + folder + "/o'\\''neill repaired.tar.gz', which");
    }

    @Test
    void refusesOnOneLineWithoutControlCharactersWhateverTheNameIs() throws Exception {
        // Given
        Path hostile = Files.writeString(folder.resolve("a\nb\u001b[31m.tar.gz"), "x");
        // When
        Run audit = Run.of("audit", "--model", hostile.toString());
        Run repair = Run.of("repair", "--model", LACKING, "--out", hostile.toString());
        // Then
        assertThat(audit.exitCode()).isEqualTo(4);
        assertThat(audit.err())
                .contains("a\\u000ab\\u001b[31m.tar.gz is plain text")
                .hasLineCount(1);
        assertThat(repair.exitCode()).isEqualTo(2);
        assertThat(repair.err())
                .contains("a\\u000ab\\u001b[31m.tar.gz is there already and is no tar.gz")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"torch-zip", "safetensors"})
    void theRepairedArchiveLabelsToTheSameBytes(String format) {
        // Given
        String sentences = """
                {"id": 1, "text": "The keys were lost."}
                {"id": 2, "tokens": ["She", "sold", "the", "house", "."], "predicates": [1]}
                """;
        Map<String, String> environment =
                Map.of("SRL_MODEL_CACHE_DIR", folder.resolve("cache").toString());
        Run.of("repair", "--model", LACKING, "--out", out, "--format", format);
        // When
        Run repaired = Run.of(environment, sentences, "label", "--instances", "--model", out);
        // Then
        Run original = Run.of(environment, sentences, "label", "--instances", "--model", LACKING);
        assertThat(original.out()).contains("probs_b64");
        assertThat(repaired.out()).isEqualTo(original.out());
    }

    @Test
    void dropsTheBufferWhenToldTo() {
        // Given
        String with = Golden.path("with-position-ids.tar.gz").toString();
        // When
        Run run = Run.of("repair", "--model", with, "--out", out, "--position-ids", "drop");
        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("left out    bert_model.embeddings.position_ids")
                .contains("transformers up to 3.0.2 and from 4.31.0 on");
        assertThat(Run.of("audit", "--model", out, "--policy", "strict", "--expect-position-ids", "false")
                        .lines()
                        .get(0))
                .endsWith("CLEAN");
    }

    @Test
    void saysThatAllenNlpReadsNoSafetensors() {
        // When
        Run run = Run.of("repair", "--model", LACKING, "--out", out, "--format", "safetensors");
        // Then
        assertThat(run.out()).contains("AllenNLP reads no safetensors").doesNotContain("load_archive");
    }

    @Test
    void tellsAllOfItAsJson() throws Exception {
        // When
        Run run = Run.of("repair", "--model", LACKING, "--out", out, "--json");
        // Then
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(run.lines()).hasSize(1);
        assertThat(json.path("bytes").asLong()).isEqualTo(Files.size(Path.of(out)));
        assertThat(json.path("added").path(0).path("type").asText()).isEqualTo("torch.int64 [1, 512]");
        assertThat(json.path("outcome").asText()).isEqualTo("REPAIRED");
    }

    @Test
    void refusesToReplaceWhatIsThere() throws Exception {
        // Given
        Files.writeString(Path.of(out), "precious");
        // When
        Run run = Run.of("repair", "--model", LACKING, "--out", out);
        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("is there already").contains("--force").hasLineCount(1);
        assertThat(Path.of(out)).hasContent("precious");
    }

    @Test
    void refusesThePolicyThatMendsNothing() {
        // When
        Run run = Run.of("repair", "--model", LACKING, "--out", out, "--policy", "strict");
        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--policy reconcile or lenient").hasLineCount(1);
        assertThat(Path.of(out)).doesNotExist();
    }

    @Test
    void rejectsWhatCannotBeMendedAndWritesNothing() throws Exception {
        // Given
        Path labels = Files.writeString(folder.resolve("labels.txt"), "O\nB-V\n");
        // When
        Run run = Run.of("repair", "--model", LACKING, "--labels", labels.toString(), "--out", out);
        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .contains("tag_projection_layer.weight")
                .contains("srl audit")
                .hasLineCount(1);
        assertThat(Path.of(out)).doesNotExist();
    }

    @Test
    void cannotRepairWhatCannotBeRead() throws Exception {
        // Given
        Path broken = folder.resolve("broken.tar.gz");
        Files.write(broken, Arrays.copyOf(Files.readAllBytes(Path.of(LACKING)), 100_000));
        // When
        Run run = Run.of("repair", "--model", broken.toString(), "--out", out);
        // Then
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("truncated").hasLineCount(1);
        assertThat(Path.of(out)).doesNotExist();
    }
}
