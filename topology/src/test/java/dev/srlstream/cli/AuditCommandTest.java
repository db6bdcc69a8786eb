package dev.srlstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.srlstream.golden.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
    private static final String LACKING =
            Golden.path("without-position-ids.tar.gz").toString();

    @Test
    void saysThatPositionIdsWereMissingAndNothingElseWasTouched() {
        // When
        Run run = Run.of("audit", "--model", LACKING);
        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().get(0)).isEqualTo("Checkpoint without-position-ids.tar.gz: REPAIRED");
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("bert_model.embeddings.position_ids was missing and has been regenerated")
                .contains("nothing else was touched")
                .contains("Missing key(s) in state_dict: \"bert_model.embeddings.position_ids\"");
    }

    @Test
    void rejectsTheSameCheckpointUnderTheStrictPolicy() {
        // When
        Run run = Run.of("audit", "--model", LACKING, "--policy", "strict");
        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.lines().get(0)).endsWith("REJECTED");
    }

    @Test
    void acceptsTheSameCheckpointAsStrictlyAsTransformersThatWantNoPositionIds() {
        // When
        Run run = Run.of("audit", "--model", LACKING, "--policy", "strict", "--expect-position-ids", "false");
        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.lines().get(0)).endsWith("CLEAN");
    }

    @Test
    void labelsNothingWithARejectedCheckpoint() {
        // When
        Run run = Run.of("label", "--model", LACKING, "--policy", "strict");
        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("position_ids").contains("srl audit");
    }

    @Test
    void anotherSortOfModelIsNoUnreadableCheckpoint(@TempDir Path folder) throws Exception {
        // Given
        Files.writeString(folder.resolve("config.json"), "{\"model\": {\"type\": \"coref\"}}");
        Files.writeString(folder.resolve("weights.th"), "never read");
        // When
        Run run = Run.of("audit", "--model", folder.toString());
        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("a model of type coref").hasLineCount(1);
    }

    @Test
    void weightsThatAreNoneMakeTheCheckpointUnreadable(@TempDir Path folder) throws Exception {
        // Given
        Files.writeString(
                folder.resolve("config.json"),
                "{\"model\": {\"type\": \"srl_bert\"}, \"dataset_reader\": {\"bert_model_name\": \"uncased\"}}");
        Files.writeString(folder.resolve("weights.th"), "<html>Sign in</html>");
        Files.copy(Golden.path("vocab.txt"), folder.resolve("vocab.txt"));
        Files.copy(Golden.path("bert_config.json"), folder.resolve("bert_config.json"));
        Files.createDirectory(folder.resolve("vocabulary"));
        Files.writeString(folder.resolve("vocabulary/labels.txt"), "O\nB-V\n");
        // When
        Run run = Run.of("audit", "--model", folder.toString());
        // Then
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("weights.th").hasLineCount(1);
    }

    @Test
    void givesTheAuditAsAvroJson() throws Exception {
        // When
        Run run = Run.of("audit", "--model", LACKING, "--json");
        // Then
        JsonNode audit = new ObjectMapper().readTree(run.out());
        assertThat(run.lines()).hasSize(1);
        assertThat(audit.path("outcome").asText()).isEqualTo("REPAIRED");
        assertThat(audit.path("findings")
                        .path(0)
                        .path("expectedShape")
                        .path("array")
                        .path(1)
                        .asInt())
                .isEqualTo(512);
    }
}
